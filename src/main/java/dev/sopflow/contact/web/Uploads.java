package dev.sopflow.contact.web;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.ContactImports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** Takes an uploaded list over from the request. */
@Component
class Uploads {

  private final ContactImports imports;

  Uploads(ContactImports imports) {
    this.imports = imports;
  }

  /**
   * Submits the list; returns the import's id.
   *
   * @throws IllegalArgumentException in plain words
   */
  long submit(
      MultipartFile upload, String region, List<String> consent, String consentSource, String by) {
    if (upload == null || upload.isEmpty()) {
      throw new IllegalArgumentException("file: choose a CSV or XLSX file that is not empty");
    }
    var channels = channels(consent);
    var file = store(upload);
    try {
      var name = Objects.requireNonNullElse(upload.getOriginalFilename(), "");
      return imports.submit(
          new ContactImports.List(file, name, region, channels, consentSource, by));
    } catch (RuntimeException e) {
      file.toFile().delete();
      throw e;
    }
  }

  private static Set<Channel> channels(List<String> names) {
    var channels = EnumSet.noneOf(Channel.class);
    if (names != null) {
      names.stream().filter(name -> !name.isBlank()).forEach(name -> channels.add(channel(name)));
    }
    return channels;
  }

  private static Channel channel(String name) {
    try {
      return Channel.valueOf(name.strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "consent: '%s' is no channel; use EMAIL, SMS, CALL or CHAT".formatted(name));
    }
  }

  private static Path store(MultipartFile upload) {
    try {
      var file = Files.createTempFile("list-", ".upload");
      upload.transferTo(file);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
