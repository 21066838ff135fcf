package dev.sopflow.run.web;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.ListUploads.Upload;
import dev.sopflow.run.RunLists;
import dev.sopflow.run.Runs;
import dev.sopflow.run.WrongState;
import java.security.Principal;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** The lists of a run, and the form that brings one in. */
@Controller
@RequestMapping("/runs/{id}/imports")
class RunListPages {

  private final RunLists lists;
  private final Runs runs;

  RunListPages(RunLists lists, Runs runs) {
    this.lists = lists;
    this.runs = runs;
  }

  @GetMapping
  String all(@PathVariable long id, Model model) {
    model.addAttribute("run", runs.get(id));
    model.addAttribute("lists", lists.of(id));
    model.addAttribute("channels", List.of(Channel.EMAIL, Channel.SMS, Channel.CHAT));
    return "run/imports";
  }

  /** What the page asks for every second while a list is being brought in. */
  @GetMapping("/progress")
  String progress(@PathVariable long id, Model model) {
    return all(id, model) + " :: lists";
  }

  @PostMapping
  ModelAndView submit(
      @PathVariable long id,
      @RequestParam(required = false) MultipartFile file,
      @RequestParam(required = false) String region,
      @RequestParam(required = false) List<String> consent,
      @RequestParam(required = false) String consentSource,
      Principal user,
      Model model) {
    try {
      lists.submit(id, new Upload(file, region, consent, consentSource, user.getName()));
      return new ModelAndView("redirect:/runs/" + id + "/imports");
    } catch (IllegalArgumentException | WrongState wrong) {
      model.addAttribute("wrong", wrong.getMessage());
      model.addAttribute("consent", consent);
      model.addAttribute("consentSource", consentSource);
      return new ModelAndView(all(id, model), model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
    }
  }
}
