package dev.sopflow.contact;

import java.nio.file.Path;
import java.util.Set;
import org.springframework.stereotype.Service;

/** Brings lists of people in, as CSV or XLSX. */
@Service
public class ContactImports {

  /**
   * A list to bring in.
   *
   * @param file the uploaded bytes; deleted when done
   * @param region default region of phone numbers, ISO 3166; null: the configured one
   * @param consent channels for which the list's people agreed, as the importer declares
   * @param consentSource where they agreed; needed when {@code consent} is not empty
   */
  public record List(
      Path file,
      String fileName,
      String region,
      Set<Channel> consent,
      String consentSource,
      String by) {}

  /** Takes a list in and works on it in the background; returns the import's id. */
  public long submit(List list) {
    throw new IllegalStateException("pending");
  }

  /** Brings a list in before it returns; the same work as {@link #submit}. */
  public long runNow(List list) {
    throw new IllegalStateException("pending");
  }
}
