package dev.sopflow.contact.web;

import dev.sopflow.contact.ContactImports;
import dev.sopflow.contact.ImportReport;
import dev.sopflow.contact.ImportStatus;
import dev.sopflow.contact.ListFollower;
import dev.sopflow.contact.ListUploads;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

@RestController
@RequestMapping("/api/contacts/imports")
class ImportsApi {

  private final ListUploads uploads;
  private final ContactImports imports;
  private final ImportReport report;

  ImportsApi(ListUploads uploads, ContactImports imports, ImportReport report) {
    this.uploads = uploads;
    this.imports = imports;
    this.report = report;
  }

  /**
   * How far an import is.
   *
   * @param rows how many rows were handled so far
   * @param total how many the list has; null until they are counted
   * @param progress per cent
   * @param report where the rows given back can be fetched
   */
  record ImportView(
      long id,
      String fileName,
      ImportStatus.State status,
      String message,
      String encoding,
      String region,
      int rows,
      Integer total,
      int progress,
      int created,
      int merged,
      int unchanged,
      int rejected,
      int warned,
      String startedBy,
      Instant startedAt,
      Instant finishedAt,
      String report) {

    static ImportView of(ImportStatus it) {
      var counts = it.counts();
      return new ImportView(
          it.id(),
          it.fileName(),
          it.state(),
          it.message(),
          it.encoding(),
          it.region(),
          counts.rows(),
          it.total(),
          it.progress(),
          counts.created(),
          counts.merged(),
          counts.unchanged(),
          counts.rejected(),
          counts.warned(),
          it.startedBy(),
          it.startedAt(),
          it.finishedAt(),
          "/api/contacts/imports/" + it.id() + "/report");
    }
  }

  @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  ResponseEntity<ImportView> submit(
      @RequestParam MultipartFile file,
      @RequestParam(required = false) String region,
      @RequestParam(required = false) List<String> consent,
      @RequestParam(required = false) String consentSource,
      Principal user) {
    var id =
        uploads.submit(
            new ListUploads.Upload(file, region, consent, consentSource, user.getName()),
            ListFollower.NOBODY);
    return ResponseEntity.accepted().location(location(id)).body(find(id));
  }

  @GetMapping
  List<ImportView> latest() {
    return imports.latest().stream().map(ImportView::of).toList();
  }

  @GetMapping("/{id}")
  ImportView find(@PathVariable long id) {
    return ImportView.of(imports.get(id));
  }

  @GetMapping(path = "/{id}/report", produces = "text/csv")
  void report(@PathVariable long id, HttpServletResponse response) throws IOException {
    imports.get(id);
    download(id, report, response);
  }

  /** The report as a download. */
  static void download(long id, ImportReport report, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"import-" + id + "-report.csv\"");
    report.write(id, response.getOutputStream());
  }

  private static URI location(long id) {
    return ServletUriComponentsBuilder.fromCurrentContextPath()
        .path("/api/contacts/imports/{id}")
        .build(id);
  }
}
