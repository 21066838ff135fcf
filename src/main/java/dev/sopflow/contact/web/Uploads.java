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
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** Takes an uploaded list over from the request. */
@Component
class Uploads {

  private final ContactImports imports;
  private final MessageSource messages;

  Uploads(ContactImports imports, MessageSource messages) {
    this.imports = imports;
    this.messages = messages;
  }

  /**
   * Submits the list; returns the import's id.
   *
   * @throws IllegalArgumentException in plain words
   */
  long submit(
      MultipartFile upload, String region, List<String> consent, String consentSource, String by) {
    if (upload == null || upload.isEmpty()) {
      throw new IllegalArgumentException(say("contact.import.bad.file"));
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
      throw new IllegalArgumentException(say("contact.import.bad.channel", name));
    }
  }

  private String say(String code, Object... args) {
    return messages.getMessage(code, args, LocaleContextHolder.getLocale());
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
