package dev.sopflow.crm.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sopflow.contact.UnknownContact;
import dev.sopflow.crm.Opportunities;
import dev.sopflow.crm.Opportunities.Change;
import dev.sopflow.crm.Opportunity;
import dev.sopflow.crm.OpportunityNews;
import dev.sopflow.run.Run;
import dev.sopflow.run.Runs;
import dev.sopflow.web.JsonSentences;
import dev.sopflow.web.NotFound;
import dev.sopflow.web.Page;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.security.Principal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Opportunities, as the CRM tells of them. */
@RestController
@RequestMapping("/api/opportunities")
class OpportunitiesApi {

  private static final Logger LOG = LoggerFactory.getLogger(OpportunitiesApi.class);
  private static final int MOST = 500;

  private final Opportunities opportunities;
  private final Runs runs;
  private final ObjectMapper json;
  private final JsonSentences sentences;

  OpportunitiesApi(
      Opportunities opportunities, Runs runs, ObjectMapper json, JsonSentences sentences) {
    this.json = json;
    this.sentences = sentences;
    this.opportunities = opportunities;
    this.runs = runs;
  }

  /**
   * @param run the code of the run that it is put down to, or null
   */
  record View(
      String externalId,
      long contactId,
      Opportunity.Stage stage,
      String name,
      BigDecimal value,
      String currency,
      Instant changedAt,
      String run) {}

  /**
   * @param convertedIn codes of the runs that the contact left for it
   */
  record TakenView(View opportunity, Change change, List<String> convertedIn) {}

  /**
   * At most 500. One that can't be read or taken keeps back no other; what is no JSON at all
   * refuses the whole call.
   */
  record Batch(
      @ArraySchema(schema = @Schema(implementation = OpportunityNews.class))
          List<JsonNode> opportunities) {}

  /**
   * What became of one of a batch, in its order.
   *
   * @param status as if it had come alone: 200, 201, 400, 404 or 500
   * @param taken null if it was not
   * @param problem why it was not, or null
   */
  record Row(String externalId, int status, TakenView taken, String problem) {}

  record Rows(List<Row> results) {}

  @PostMapping
  ResponseEntity<TakenView> tell(@RequestBody OpportunityNews news, Principal user) {
    var taken = opportunities.take(news, user.getName());
    return ResponseEntity.status(statusOf(taken)).body(view(taken));
  }

  @PostMapping("/batch")
  Rows tellAll(@RequestBody Batch batch, Principal user) {
    var all = batch.opportunities();
    if (all == null || all.isEmpty() || all.size() > MOST) {
      throw new IllegalArgumentException(
          "'opportunities' must have 1 to %d of them".formatted(MOST));
    }
    return new Rows(
        IntStream.range(0, all.size()).mapToObj(n -> row(n, all.get(n), user.getName())).toList());
  }

  private Row row(int place, JsonNode news, String by) {
    if (news == null || news.isNull()) {
      return new Row(null, HttpStatus.BAD_REQUEST.value(), null, "There is nothing in it");
    }
    try {
      return row(json.treeToValue(news, OpportunityNews.class), by);
    } catch (JsonProcessingException e) {
      var problem = sentences.of(e, "opportunities.%d.".formatted(place));
      var id = news.path("externalId").isTextual() ? news.get("externalId").asText() : null;
      return new Row(id, HttpStatus.BAD_REQUEST.value(), null, problem);
    }
  }

  private Row row(OpportunityNews news, String by) {
    try {
      var taken = opportunities.take(news, by);
      return new Row(news.externalId(), statusOf(taken).value(), view(taken), null);
    } catch (NotFound | UnknownContact e) {
      return new Row(news.externalId(), HttpStatus.NOT_FOUND.value(), null, e.getMessage());
    } catch (IllegalArgumentException e) {
      return new Row(news.externalId(), HttpStatus.BAD_REQUEST.value(), null, e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("An opportunity of a batch could not be taken", e);
      return new Row(
          news.externalId(),
          HttpStatus.INTERNAL_SERVER_ERROR.value(),
          null,
          "Something went wrong on our side; nothing was half saved, tell it again");
    }
  }

  private static HttpStatus statusOf(Opportunities.Taken taken) {
    return taken.change() == Change.NEW ? HttpStatus.CREATED : HttpStatus.OK;
  }

  /** The CRM's name may have slashes. */
  @GetMapping("/{*externalId}")
  View get(@PathVariable String externalId) {
    return views(List.of(opportunities.get(externalId.substring(1)))).get(0);
  }

  @GetMapping
  Page<View> list(
      @RequestParam long contact,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size) {
    var found = opportunities.ofContact(contact, new Page.Asked(page, size));
    return new Page<>(views(found.items()), found.page(), found.size(), found.total());
  }

  private TakenView view(Opportunities.Taken taken) {
    var converted = runs.withIds(taken.converted());
    return new TakenView(
        views(List.of(taken.opportunity())).get(0),
        taken.change(),
        taken.converted().stream().map(run -> converted.get(run).code()).toList());
  }

  private List<View> views(Collection<Opportunity> several) {
    var ids = several.stream().map(Opportunity::runId).filter(id -> id != null).toList();
    var codes = ids.isEmpty() ? Map.<Long, Run>of() : runs.withIds(ids);
    return several.stream()
        .map(one -> view(one, one.runId() == null ? null : codes.get(one.runId())))
        .toList();
  }

  private static View view(Opportunity one, Run run) {
    return new View(
        one.externalId(),
        one.contactId(),
        one.stage(),
        one.name(),
        one.value(),
        one.currency(),
        one.changedAt(),
        run == null ? null : run.code());
  }
}
