package dev.sopflow.touch.web;

import dev.sopflow.contact.Channel;
import dev.sopflow.touch.ChannelHealth;
import dev.sopflow.touch.Couriers;
import dev.sopflow.touch.Outbox;
import dev.sopflow.touch.OutboxMessage;
import dev.sopflow.touch.email.inbox.Inboxes;
import dev.sopflow.web.NotFound;
import dev.sopflow.web.Page;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** What would have been sent, to be read by people. */
@Controller
class OutboxPages {

  /** A mail's HTML is shown without scripts, forms, or any right to the console around it. */
  private static final String SANDBOX =
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data: https:;"
          + " frame-ancestors 'self'";

  private static final List<Channel> SHOWN = List.of(Channel.EMAIL, Channel.SMS);

  private final Outbox outbox;
  private final Couriers couriers;
  private final ChannelHealth health;
  private final Inboxes inboxes;

  OutboxPages(Outbox outbox, Couriers couriers, ChannelHealth health, Inboxes inboxes) {
    this.inboxes = inboxes;
    this.outbox = outbox;
    this.couriers = couriers;
    this.health = health;
  }

  @GetMapping("/outbox")
  String list(
      @RequestParam(required = false) Channel channel,
      @RequestParam(required = false) String q,
      @RequestParam(defaultValue = "0") int page,
      Model model) {
    model.addAttribute("messages", outbox.find(channel, q, new Page.Asked(page, 50)));
    model.addAttribute("channel", channel);
    model.addAttribute("q", q);
    model.addAttribute("channels", SHOWN);
    model.addAttribute("sandboxed", couriers.sandboxed());
    model.addAttribute("unread", inboxes.inTrouble());
    model.addAttribute(
        "stopped",
        SHOWN.stream()
            .filter(each -> health.stopOf(each).filter(ChannelHealth.Stop::isFault).isPresent())
            .toList());
    return "touch/outbox";
  }

  @GetMapping("/outbox/{id}")
  String message(@PathVariable long id, Model model) {
    model.addAttribute("message", found(id));
    return "touch/message";
  }

  @GetMapping("/outbox/{id}/html")
  ResponseEntity<byte[]> html(@PathVariable long id) {
    var html = found(id).html();
    return ResponseEntity.ok()
        .header("Content-Security-Policy", SANDBOX)
        .header("X-Content-Type-Options", "nosniff")
        .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
        .body((html == null ? "" : html).getBytes(StandardCharsets.UTF_8));
  }

  private OutboxMessage found(long id) {
    return outbox
        .find(id)
        .orElseThrow(() -> new NotFound("There is no message " + id + " in the outbox"));
  }
}
