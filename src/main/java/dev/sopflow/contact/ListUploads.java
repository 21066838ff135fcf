package dev.sopflow.contact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** Takes an uploaded list over from the request. */
@Component
public class ListUploads {

  private final ContactImports imports;
  private final Words words;

  ListUploads(ContactImports imports, Words words) {
    this.imports = imports;
    this.words = words;
  }

  /**
   * What somebody uploads.
   *
   * @param file null or empty: refused
   * @param consent names of channels, or null
   */
  public record Upload(
      MultipartFile file, String region, List<String> consent, String consentSource, String by) {

    /** As the list is called at home; empty if there is none. */
    public String fileName() {
      var name = file == null ? null : file.getOriginalFilename();
      return Names.clean(name, 255);
    }
  }

  /**
   * Submits the list; returns the import's id.
   *
   * @throws IllegalArgumentException in plain words
   */
  public long submit(Upload upload, ListFollower follower) {
    if (upload.file() == null || upload.file().isEmpty()) {
      throw new IllegalArgumentException(words.say("contact.import.bad.file"));
    }
    var channels = channels(upload.consent());
    var file = store(upload.file());
    try {
      return imports.submit(list(upload, channels, file).followedBy(follower));
    } catch (RuntimeException e) {
      file.toFile().delete();
      throw e;
    }
  }

  private static ContactImports.List list(Upload upload, Set<Channel> channels, Path file) {
    return new ContactImports.List(
        file, upload.fileName(), upload.region(), channels, upload.consentSource(), upload.by());
  }

  private Set<Channel> channels(List<String> names) {
    var channels = EnumSet.noneOf(Channel.class);
    if (names != null) {
      names.stream().filter(name -> !name.isBlank()).forEach(name -> channels.add(channel(name)));
    }
    return channels;
  }

  private Channel channel(String name) {
    try {
      return Channel.valueOf(name.strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(words.say("contact.import.bad.channel", name));
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
