package dev.sopflow.content.web;

import dev.sopflow.contact.Channel;
import dev.sopflow.content.ContentVersion;
import dev.sopflow.content.Contents;
import dev.sopflow.content.SmsLengths;
import dev.sopflow.content.UnknownContent;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** A version as a chosen contact would get it. */
@Controller
class PreviewPages {

  /** Nothing runs, nothing is sent, nothing is loaded but pictures. */
  private static final String HARMLESS =
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src https: data:;"
          + " frame-ancestors 'self'";

  private final Contents contents;
  private final Previews previews;
  private final ContactPicker contacts;
  private final SmsLengths lengths;

  PreviewPages(Contents contents, Previews previews, ContactPicker contacts, SmsLengths lengths) {
    this.lengths = lengths;
    this.contents = contents;
    this.previews = previews;
    this.contacts = contacts;
  }

  @GetMapping("/contents/{key}/preview")
  String choose(
      @PathVariable String key,
      @RequestParam(required = false) Integer version,
      @RequestParam(required = false) Long contact,
      @RequestParam(required = false) String q,
      Model page) {
    var chosen = version == null ? newest(key) : version(key, version);
    page.addAttribute("shown", chosen);
    page.addAttribute("choices", contacts.find(q));
    page.addAttribute("contact", contact);
    if (contact != null) {
      show(chosen, contact, page);
    }
    return "content/preview";
  }

  @GetMapping("/contents/{key}/preview/contacts")
  String search(
      @PathVariable String key,
      @RequestParam int version,
      @RequestParam(required = false) String q,
      Model page) {
    page.addAttribute("shown", version(key, version));
    page.addAttribute("choices", contacts.find(q));
    return "content/preview :: choices";
  }

  @GetMapping("/contents/{key}/preview/mail")
  ResponseEntity<String> mail(
      @PathVariable String key, @RequestParam int version, @RequestParam long contact) {
    var html = previews.of(version(key, version), contact).html();
    return ResponseEntity.ok()
        .header("Content-Security-Policy", HARMLESS)
        .contentType(new MediaType(MediaType.TEXT_HTML, java.nio.charset.StandardCharsets.UTF_8))
        .body(html == null ? "" : html);
  }

  private void show(ContentVersion version, long contact, Model page) {
    try {
      var rendered = previews.of(version, contact);
      page.addAttribute("rendered", rendered);
      if (version.marks().channel() == Channel.SMS) {
        page.addAttribute("sms", lengths.of(rendered.text()));
      }
    } catch (ErrorResponseException e) {
      page.addAttribute("broken", e.getBody().getDetail());
    }
  }

  private ContentVersion newest(String key) {
    return contents.versions(key).stream().findFirst().orElseThrow(() -> new UnknownContent(key));
  }

  private ContentVersion version(String key, int version) {
    return contents.version(key, version).orElseThrow(() -> new UnknownContent(key));
  }
}
