package dev.sopflow.contact.web;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.Consents;
import dev.sopflow.contact.Contact;
import dev.sopflow.contact.Contacts;
import dev.sopflow.web.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/contacts")
class ContactsApi {

  private final Contacts contacts;
  private final Consents consents;
  private final Portraits portraits;

  ContactsApi(Contacts contacts, Consents consents, Portraits portraits) {
    this.contacts = contacts;
    this.consents = consents;
    this.portraits = portraits;
  }

  @GetMapping
  Page<Contact> search(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size) {
    return contacts.search(q, new Page.Asked(page, size));
  }

  @GetMapping("/{id}")
  ContactView find(@PathVariable long id) {
    return portraits.of(id);
  }

  /**
   * A refusal.
   *
   * @param channel null: every channel
   * @param source where it was given; null: through this interface
   */
  record OptOut(Channel channel, @Size(max = 200) String source) {}

  @PostMapping("/{id}/opt-outs")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void optOut(
      @PathVariable long id, @Valid @RequestBody(required = false) OptOut refusal, Principal user) {
    var known = refusal == null ? new OptOut(null, null) : refusal;
    var source = known.source() == null || known.source().isBlank() ? "API" : known.source();
    consents.refuse(id, known.channel(), source, user.getName());
  }
}
