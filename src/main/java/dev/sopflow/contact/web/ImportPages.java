package dev.sopflow.contact.web;

import dev.sopflow.contact.Channel;
import dev.sopflow.contact.ContactImports;
import dev.sopflow.contact.ImportReport;
import dev.sopflow.contact.ListFollower;
import dev.sopflow.contact.ListUploads;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

@Controller
@RequestMapping("/contacts/imports")
class ImportPages {

  private final ListUploads uploads;
  private final ContactImports imports;
  private final ImportReport report;

  ImportPages(ListUploads uploads, ContactImports imports, ImportReport report) {
    this.uploads = uploads;
    this.imports = imports;
    this.report = report;
  }

  @GetMapping
  String all(Model model) {
    model.addAttribute("imports", imports.latest());
    model.addAttribute("channels", List.of(Channel.EMAIL, Channel.SMS, Channel.CHAT));
    return "contact/imports";
  }

  @PostMapping
  String submit(
      @RequestParam(required = false) MultipartFile file,
      @RequestParam(required = false) String region,
      @RequestParam(required = false) List<String> consent,
      @RequestParam(required = false) String consentSource,
      Principal user,
      Model model) {
    try {
      var id =
          uploads.submit(
              new ListUploads.Upload(file, region, consent, consentSource, user.getName()),
              ListFollower.NOBODY);
      return "redirect:/contacts/imports/" + id;
    } catch (IllegalArgumentException e) {
      model.addAttribute("wrong", e.getMessage());
      model.addAttribute("region", region);
      model.addAttribute("consent", consent);
      model.addAttribute("consentSource", consentSource);
      return all(model);
    }
  }

  @GetMapping("/{id:\\d+}")
  String one(@PathVariable long id, Model model) {
    model.addAttribute("it", imports.get(id));
    return "contact/import";
  }

  /** What the page asks for every second while the import runs. */
  @GetMapping("/{id:\\d+}/progress")
  String progress(@PathVariable long id, Model model) {
    model.addAttribute("it", imports.get(id));
    return "contact/import :: progress";
  }

  @GetMapping("/{id:\\d+}/report")
  void report(@PathVariable long id, HttpServletResponse response) throws IOException {
    imports.get(id);
    ImportsApi.download(id, report, response);
  }
}
