package dev.sopflow.content.web;

import dev.sopflow.contact.Channel;
import dev.sopflow.content.ContentRejected;
import dev.sopflow.content.ContentVersion;
import dev.sopflow.content.Contents;
import dev.sopflow.content.Library;
import dev.sopflow.content.LibraryEntry;
import dev.sopflow.content.Placeholders;
import dev.sopflow.content.SmsLengths;
import dev.sopflow.content.Stage;
import dev.sopflow.content.UnknownContent;
import dev.sopflow.web.Page;
import java.security.Principal;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@Controller
class ContentsPages {

  private final Contents contents;
  private final Library library;
  private final SmsLengths lengths;

  ContentsPages(Contents contents, Library library, SmsLengths lengths) {
    this.lengths = lengths;
    this.contents = contents;
    this.library = library;
  }

  @ModelAttribute("stages")
  Stage[] stages() {
    return Stage.values();
  }

  @ModelAttribute("channels")
  Channel[] channels() {
    return Channel.values();
  }

  @ModelAttribute("placeholders")
  List<String> placeholders() {
    return Placeholders.names();
  }

  @GetMapping("/contents")
  String list(
      @RequestParam(required = false) Stage stage,
      @RequestParam(required = false) Channel channel,
      @RequestParam(required = false) String language,
      @RequestParam(required = false) String state,
      @RequestParam(required = false) String q,
      @RequestParam(name = "page", defaultValue = "0") int number,
      Model page) {
    var wanted =
        new Library.Wanted(
            stage, channel, blankToNull(language), blankToNull(state), blankToNull(q));
    page.addAttribute("wanted", wanted);
    page.addAttribute("entries", pageOf(library.find(wanted), number));
    page.addAttribute("languages", library.languages());
    page.addAttribute("states", List.of("FRESH", "REVIEW_DUE", "EXPIRED", "DRAFT"));
    return "content/list";
  }

  /** For Today: how many pieces want a look, and how many go out no more. */
  @GetMapping("/contents/-/review")
  String review(Model page) {
    page.addAttribute("due", count("REVIEW_DUE"));
    page.addAttribute("expired", count("EXPIRED"));
    return "content/review :: review";
  }

  private int count(String state) {
    return library.find(new Library.Wanted(null, null, null, state, null)).size();
  }

  private static Page<LibraryEntry> pageOf(List<LibraryEntry> all, int number) {
    var asked = new Page.Asked(number, Page.DEFAULT_SIZE);
    var items = all.stream().skip(asked.offset()).limit(asked.size()).toList();
    return asked.of(items, all.size());
  }

  @GetMapping("/contents/{key}")
  String view(
      @PathVariable String key, @RequestParam(required = false) Integer version, Model page) {
    var versions = contents.versions(key);
    var shown = shown(key, version, versions);
    page.addAttribute("versions", versions);
    page.addAttribute("shown", shown);
    page.addAttribute("freshness", library.freshness(shown.marks()));
    return "content/view";
  }

  @GetMapping("/contents/-/new")
  String create(Model page) {
    return edit(ContentForm.empty(), true, page);
  }

  @GetMapping("/contents/{key}/edit")
  String edit(
      @PathVariable String key, @RequestParam(required = false) Integer version, Model page) {
    return edit(ContentForm.of(shown(key, version, contents.versions(key))), false, page);
  }

  /** Keeps a new version; with {@code then=activate} it goes out as well. */
  @PostMapping("/contents")
  ModelAndView save(
      ContentForm form,
      @RequestParam(defaultValue = "draft") String then,
      @RequestParam(defaultValue = "false") boolean isNew,
      Principal who,
      RedirectAttributes flash) {
    try {
      var kept =
          "activate".equals(then)
              ? contents.publish(form.draft(), who.getName())
              : contents.draft(form.draft(), who.getName());
      flash.addFlashAttribute("saved", kept.status());
      return new ModelAndView("redirect:/contents/" + kept.key() + "?version=" + kept.version());
    } catch (ContentRejected e) {
      return again(form, isNew, e.problems());
    }
  }

  @PostMapping("/contents/{key}/versions/{version}/activate")
  String activate(@PathVariable String key, @PathVariable int version, RedirectAttributes flash) {
    try {
      contents.activate(key, version);
      flash.addFlashAttribute("saved", ContentVersion.Status.ACTIVE);
    } catch (ContentRejected e) {
      flash.addFlashAttribute("problems", e.problems());
    }
    return "redirect:/contents/" + key + "?version=" + version;
  }

  @PostMapping("/contents/{key}/versions/{version}/retire")
  String retire(
      @PathVariable String key,
      @PathVariable int version,
      @RequestParam(defaultValue = "") String why,
      Principal who,
      RedirectAttributes flash) {
    try {
      flash.addFlashAttribute("ended", contents.retire(key, version, why, who.getName()));
      flash.addFlashAttribute("saved", ContentVersion.Status.RETIRED);
    } catch (ContentRejected e) {
      flash.addFlashAttribute("notStopped", e.problems());
    }
    return "redirect:/contents/" + key + "?version=" + version;
  }

  /** How long a text message is, while it is written. */
  @PostMapping("/contents/-/length")
  String length(@RequestParam(defaultValue = "") String text, Model page) {
    page.addAttribute("sms", lengths.of(text));
    return "content/edit :: length";
  }

  private String edit(ContentForm form, boolean isNew, Model page) {
    page.addAttribute("form", form);
    page.addAttribute("isNew", isNew);
    page.addAttribute("sms", lengths.of(form.text()));
    return "content/edit";
  }

  private ModelAndView again(ContentForm form, boolean isNew, List<String> problems) {
    var page = new ModelAndView("content/edit", HttpStatus.UNPROCESSABLE_ENTITY);
    page.addObject("form", form);
    page.addObject("isNew", isNew);
    page.addObject("problems", problems);
    page.addObject("sms", lengths.of(form.text()));
    return page;
  }

  /** The asked version, else the active one, else the latest. */
  static ContentVersion shown(String key, Integer version, List<ContentVersion> versions) {
    return versions.stream()
        .filter(
            it ->
                version == null
                    ? it.status() == ContentVersion.Status.ACTIVE
                    : it.version() == version)
        .findFirst()
        .or(() -> version == null ? versions.stream().findFirst() : java.util.Optional.empty())
        .orElseThrow(() -> new UnknownContent(key));
  }

  private static String blankToNull(String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
