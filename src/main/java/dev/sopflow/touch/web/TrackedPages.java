package dev.sopflow.touch.web;

import dev.sopflow.touch.LinkBook;
import dev.sopflow.touch.TrackedLinks;
import dev.sopflow.touch.hit.Hits;
import dev.sopflow.touch.hit.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Base64;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/**
 * Sends who follows a link of a message to where it leads, whatever becomes of our note of it; a
 * token leads nowhere but to its own stored link. Answers the picture of a mail to everybody.
 */
@Controller
class TrackedPages {

  private static final Logger LOG = LoggerFactory.getLogger(TrackedPages.class);

  /** One transparent dot. */
  private static final byte[] DOT =
      Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==");

  private final TrackedLinks links;
  private final LinkBook book;
  private final Hits hits;
  private final MessageSource messages;

  TrackedPages(TrackedLinks links, LinkBook book, Hits hits, MessageSource messages) {
    this.links = links;
    this.book = book;
    this.hits = hits;
    this.messages = messages;
  }

  @GetMapping("/c/{token}")
  Object follow(@PathVariable String token, HttpServletRequest call) {
    var click = links.clickOf(token);
    var url = click.flatMap(to -> book.urlOf(to.linkId()));
    if (url.isEmpty()) {
      return unknown(call.getLocale());
    }
    note(() -> hits.clicked(click.get(), visitor(call)));
    return ResponseEntity.status(HttpStatus.FOUND)
        .header(HttpHeaders.LOCATION, Locations.of(url.get()))
        .header("Referrer-Policy", "no-referrer")
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  @GetMapping("/o/{token}.gif")
  ResponseEntity<byte[]> open(@PathVariable String token, HttpServletRequest call) {
    links.openOf(token).ifPresent(touch -> note(() -> hits.opened(touch, visitor(call))));
    return ResponseEntity.ok()
        .contentType(MediaType.IMAGE_GIF)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(DOT);
  }

  private static void note(Runnable hit) {
    try {
      hit.run();
    } catch (RuntimeException e) {
      LOG.error("That a reader opened or clicked could not be stored", e);
    }
  }

  private static Visitor visitor(HttpServletRequest call) {
    return Visitor.of(
        call.getMethod(),
        call.getHeader(HttpHeaders.USER_AGENT),
        call.getRemoteAddr(),
        says(call, "Purpose") || says(call, "Sec-Purpose") || says(call, "X-Moz"));
  }

  private static boolean says(HttpServletRequest call, String header) {
    return Collections.list(call.getHeaders(header)).stream()
        .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains("prefetch"));
  }

  private ModelAndView unknown(Locale locale) {
    return new ModelAndView(
        "touch/unsubscribe",
        Map.of(
            "what", "unknown",
            "language", locale.getLanguage(),
            "title", messages.getMessage("unsubscribe.unknown.title", null, locale),
            "text", messages.getMessage("unsubscribe.unknown.text", null, locale)),
        HttpStatus.NOT_FOUND);
  }
}
