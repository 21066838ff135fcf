package dev.sopflow.audience.web;

import dev.sopflow.audience.Audience;
import dev.sopflow.audience.Audiences;
import dev.sopflow.audience.BadCondition;
import dev.sopflow.audience.Choices;
import dev.sopflow.audience.Row;
import dev.sopflow.audience.Rows;
import dev.sopflow.audience.UnknownAudience;
import java.security.Principal;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@Controller
class AudiencesPages {

  private final Audiences audiences;

  AudiencesPages(Audiences audiences) {
    this.audiences = audiences;
  }

  @ModelAttribute("choices")
  Choices choices() {
    return Choices.ALL;
  }

  @GetMapping("/audiences")
  String list(Model page) {
    page.addAttribute("audiences", audiences.all());
    return "audience/list";
  }

  @GetMapping("/audiences/{key}/count")
  String count(@PathVariable String key, Model page) {
    page.addAttribute("count", audiences.count(key));
    return "audience/list :: count";
  }

  @GetMapping("/audiences/{key}")
  String view(@PathVariable String key, Model page) {
    var audience = audiences.find(key).orElseThrow(() -> new UnknownAudience(key));
    page.addAttribute("match", audiences.match(audiences.contactsOf(key)));
    if (audience.conditions() == null) {
      return show(audience, null, null, page);
    }
    return show(audience, Rows.of(audience.conditions()).orElse(null), audience.conditions(), page);
  }

  @GetMapping("/audiences/-/new")
  String create(Model page) {
    var rows = new Rows(false, List.of(Row.of("tag")));
    return show(null, rows, rows.json(), page);
  }

  /** The editor after a row was added, removed or became another kind. */
  @PostMapping("/audiences/-/editor")
  String editor(@RequestParam MultiValueMap<String, String> sent, Model page) {
    var rows = new EditorForm(sent).rows();
    page.addAttribute("rows", rows);
    match(rows.json(), page);
    return "audience/editor :: editor";
  }

  /** Whom the conditions find while they are written. */
  @PostMapping("/audiences/-/match")
  String match(@RequestParam MultiValueMap<String, String> sent, Model page) {
    match(conditions(new EditorForm(sent)), page);
    return "audience/editor :: match";
  }

  @PostMapping("/audiences")
  String save(
      @RequestParam MultiValueMap<String, String> sent,
      Principal who,
      Model page,
      RedirectAttributes flash) {
    var form = new EditorForm(sent);
    var conditions = conditions(form);
    try {
      audiences.put(form.first("key"), form.first("name"), conditions, who.getName());
      flash.addFlashAttribute("saved", true);
      return "redirect:/audiences/" + form.first("key");
    } catch (BadCondition | IllegalArgumentException e) {
      page.addAttribute("problem", e.getMessage());
      page.addAttribute("typedKey", form.first("key"));
      page.addAttribute("typedName", form.first("name"));
      match(conditions, page);
      var rows = sent.containsKey("json") ? null : form.rows();
      return show(audiences.find(form.first("key")).orElse(null), rows, conditions, page);
    }
  }

  private static String conditions(EditorForm form) {
    return form.sent().containsKey("json") ? form.first("json") : form.rows().json();
  }

  private void match(String conditions, Model page) {
    try {
      page.addAttribute("match", audiences.match(audiences.matching(conditions)));
    } catch (BadCondition e) {
      page.addAttribute("unreadable", e.getMessage());
    }
  }

  private static String show(Audience audience, Rows rows, String json, Model page) {
    page.addAttribute("audience", audience);
    page.addAttribute("rows", rows);
    page.addAttribute("json", json);
    return "audience/view";
  }
}
