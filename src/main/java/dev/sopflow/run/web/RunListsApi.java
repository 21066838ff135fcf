package dev.sopflow.run.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.sopflow.contact.ImportStatus;
import dev.sopflow.contact.ListUploads.Upload;
import dev.sopflow.run.RunLists;
import dev.sopflow.run.Runs;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Lists for a run, from other systems. */
@RestController
@RequestMapping("/api/runs/{runId}/participants/imports")
class RunListsApi {

  private final RunLists lists;
  private final Runs runs;

  RunListsApi(RunLists lists, Runs runs) {
    this.lists = lists;
    this.runs = runs;
  }

  /**
   * A list and what it did; see {@link RunLists.RunList}.
   *
   * @param report where the rows given back can be fetched
   */
  record ListView(
      @JsonUnwrapped ImportStatus status,
      int progress,
      int enrolled,
      int leftOut,
      int marksNew,
      int marksChanged,
      String report) {

    static ListView of(RunLists.RunList it) {
      return new ListView(
          it.status(),
          it.status().progress(),
          it.enrolled(),
          it.leftOut(),
          it.marksNew(),
          it.marksChanged(),
          "/api/contacts/imports/" + it.status().id() + "/report");
    }
  }

  @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  ResponseEntity<ListView> submit(
      @PathVariable long runId,
      @RequestParam MultipartFile file,
      @RequestParam(required = false) String region,
      @RequestParam(required = false) List<String> consent,
      @RequestParam(required = false) String consentSource,
      Principal user) {
    var upload = new Upload(file, region, consent, consentSource, user.getName());
    var id = lists.submit(runId, upload);
    return ResponseEntity.accepted()
        .location(URI.create("/api/runs/" + runId + "/participants/imports/" + id))
        .body(find(runId, id));
  }

  @GetMapping
  List<ListView> all(@PathVariable long runId) {
    runs.get(runId);
    return lists.of(runId).stream().map(ListView::of).toList();
  }

  @GetMapping("/{importId}")
  ListView find(@PathVariable long runId, @PathVariable long importId) {
    return ListView.of(lists.get(runId, importId));
  }
}
