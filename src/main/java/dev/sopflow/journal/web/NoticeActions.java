package dev.sopflow.journal.web;

import dev.sopflow.journal.Notices;
import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Puts a note away once it is read. */
@Controller
class NoticeActions {

  private final Notices notices;

  NoticeActions(Notices notices) {
    this.notices = notices;
  }

  @PostMapping("/notices/{id}/read")
  String read(@PathVariable long id, Authentication user) {
    notices.read(id, Notices.recipientsFor(user.getName(), rolesOf(user)), user.getName());
    return "redirect:/";
  }

  private static List<String> rolesOf(Authentication user) {
    return user.getAuthorities().stream().map(GrantedAuthority::getAuthority).toList();
  }
}
