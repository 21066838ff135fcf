package dev.sopflow.audience.web;

import dev.sopflow.audience.Audiences;
import dev.sopflow.audience.BadCondition;
import dev.sopflow.audience.UnknownAudience;
import dev.sopflow.web.Page;
import java.security.Principal;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/audiences")
class AudiencesApi {

  private final Audiences audiences;

  AudiencesApi(Audiences audiences) {
    this.audiences = audiences;
  }

  @GetMapping
  Page<AudienceJson.View> list(
      @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "50") int size) {
    var asked = new Page.Asked(page, size);
    var all = audiences.all();
    var items =
        all.stream().skip(asked.offset()).limit(asked.size()).map(AudienceJson.View::of).toList();
    return asked.of(items, all.size());
  }

  @GetMapping("/{key}")
  AudienceJson.View get(@PathVariable String key) {
    return audiences
        .find(key)
        .map(AudienceJson.View::of)
        .orElseThrow(() -> new UnknownAudience(key));
  }

  @GetMapping("/{key}/count")
  AudienceJson.Count count(@PathVariable String key) {
    return new AudienceJson.Count(audiences.count(key));
  }

  /** Makes an audience (201) or changes it (200). */
  @PutMapping("/{key}")
  ResponseEntity<AudienceJson.View> put(
      @PathVariable String key, @RequestBody AudienceJson.Put body, Principal who) {
    boolean known = audiences.exists(key);
    var conditions = body.conditions() == null ? "null" : body.conditions().toString();
    try {
      audiences.put(key, body.name(), conditions, who.getName());
    } catch (BadCondition e) {
      throw rejected(e);
    }
    return ResponseEntity.status(known ? HttpStatus.OK : HttpStatus.CREATED).body(get(key));
  }

  private static ErrorResponseException rejected(BadCondition why) {
    var problem =
        ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_ENTITY, why.getMessage());
    problem.setProperty("path", why.path());
    return new ErrorResponseException(HttpStatus.UNPROCESSABLE_ENTITY, problem, why);
  }
}
