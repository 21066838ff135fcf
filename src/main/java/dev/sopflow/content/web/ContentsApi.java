package dev.sopflow.content.web;

import dev.sopflow.contact.Channel;
import dev.sopflow.content.ContentRejected;
import dev.sopflow.content.ContentVersion;
import dev.sopflow.content.Contents;
import dev.sopflow.content.Library;
import dev.sopflow.content.SmsLengths;
import dev.sopflow.content.Stage;
import dev.sopflow.content.UnknownContent;
import dev.sopflow.web.Page;
import java.security.Principal;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/contents")
class ContentsApi {

  private final Contents contents;
  private final Library library;
  private final Previews previews;
  private final SmsLengths lengths;

  ContentsApi(Contents contents, Library library, Previews previews, SmsLengths lengths) {
    this.lengths = lengths;
    this.contents = contents;
    this.library = library;
    this.previews = previews;
  }

  @GetMapping
  Page<ContentJson.Item> list(
      @RequestParam(required = false) Stage stage,
      @RequestParam(required = false) Channel channel,
      @RequestParam(required = false) String language,
      @RequestParam(required = false) String state,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size) {
    var asked = new Page.Asked(page, size);
    var found = library.find(new Library.Wanted(stage, channel, language, state, null));
    var items =
        found.stream().skip(asked.offset()).limit(asked.size()).map(ContentJson.Item::of).toList();
    return asked.of(items, found.size());
  }

  @GetMapping("/{key}")
  ContentJson.View get(@PathVariable String key) {
    var versions = contents.versions(key);
    return ContentJson.View.of(shown(key, versions), versions);
  }

  /** Keeps a new version, and lets it go out unless told otherwise; 201 for a new piece. */
  @PutMapping("/{key}")
  ResponseEntity<ContentJson.View> put(
      @PathVariable String key, @RequestBody ContentJson.Put body, Principal who) {
    boolean known = !contents.versions(key).isEmpty();
    try {
      keep(key, body, who.getName());
    } catch (ContentRejected e) {
      throw rejected(e);
    }
    return ResponseEntity.status(known ? HttpStatus.OK : HttpStatus.CREATED).body(get(key));
  }

  @PostMapping("/{key}/preview")
  ContentJson.Preview preview(@PathVariable String key, @RequestBody ContentJson.PreviewOf of) {
    var version =
        of.version() == null
            ? shown(key, contents.versions(key))
            : contents.version(key, of.version()).orElseThrow(() -> new UnknownContent(key));
    return ContentJson.Preview.of(
        previews.of(version, of.contactId()), version.marks().channel(), lengths);
  }

  private void keep(String key, ContentJson.Put body, String by) {
    if (Boolean.FALSE.equals(body.activate())) {
      contents.draft(body.draft(key), by);
    } else {
      contents.publish(body.draft(key), by);
    }
  }

  private static ContentVersion shown(String key, List<ContentVersion> versions) {
    return versions.stream()
        .filter(it -> it.status() == ContentVersion.Status.ACTIVE)
        .findFirst()
        .or(() -> versions.stream().findFirst())
        .orElseThrow(() -> new UnknownContent(key));
  }

  private static ErrorResponseException rejected(ContentRejected why) {
    var problem =
        ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_ENTITY, why.getMessage());
    problem.setProperty("problems", why.problems());
    return new ErrorResponseException(HttpStatus.UNPROCESSABLE_ENTITY, problem, why);
  }
}
