package dev.sopflow.contact;

/**
 * What became of a list's rows; each row counts once.
 *
 * @param created somebody new
 * @param merged joined with somebody this list brought, or told us more about somebody known
 * @param unchanged about somebody known, and nothing new
 * @param warned of the rows taken, those that were not taken wholly
 */
public record ImportCounts(
    int rows, int created, int merged, int unchanged, int rejected, int warned) {

  static final ImportCounts NONE = new ImportCounts(0, 0, 0, 0, 0, 0);
  static final ImportCounts WARNING = new ImportCounts(0, 0, 0, 0, 0, 1);

  ImportCounts plus(ImportCounts more) {
    return new ImportCounts(
        rows + more.rows,
        created + more.created,
        merged + more.merged,
        unchanged + more.unchanged,
        rejected + more.rejected,
        warned + more.warned);
  }

  static ImportCounts of(Outcome outcome) {
    return switch (outcome) {
      case CREATED -> new ImportCounts(1, 1, 0, 0, 0, 0);
      case MERGED -> new ImportCounts(1, 0, 1, 0, 0, 0);
      case UNCHANGED -> new ImportCounts(1, 0, 0, 1, 0, 0);
      case REJECTED -> new ImportCounts(1, 0, 0, 0, 1, 0);
    };
  }

  enum Outcome {
    CREATED,
    MERGED,
    UNCHANGED,
    REJECTED
  }
}
