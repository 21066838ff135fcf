package dev.sopflow.registration.web;

import dev.sopflow.registration.Registrations;
import dev.sopflow.run.Runs;
import dev.sopflow.touch.RegistrationLinks;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The part of a run's page that shows where people register, ready to be copied. */
@Controller
class RunLinks {

  private static final List<String> USUAL = List.of("moments", "community", "chat", "poster");

  private final Registrations registrations;
  private final RegistrationLinks links;
  private final Runs runs;
  private final Clock clock;

  RunLinks(Registrations registrations, RegistrationLinks links, Runs runs, Clock clock) {
    this.registrations = registrations;
    this.links = links;
    this.runs = runs;
    this.clock = clock;
  }

  /** One of the channels: how many came by it, and the link to publish there. */
  record Published(String channel, String link, long people) {}

  @GetMapping("/runs/{id}/registration")
  String show(@PathVariable long id, @RequestParam(defaultValue = "") String channel, Model page) {
    runs.get(id);
    var registration = registrations.of(id).orElse(null);
    page.addAttribute("registration", registration);
    page.addAttribute("runId", id);
    page.addAttribute("channel", channel);
    if (registration != null) {
      page.addAttribute("isOpen", registration.isOpen(clock.instant()));
      fill(page, id, channel.strip());
    }
    return "registration/links";
  }

  private void fill(Model page, long id, String wanted) {
    var people = people(id);
    page.addAttribute("people", people.values().stream().mapToLong(Long::longValue).sum());
    var channels = new LinkedHashSet<>(USUAL);
    channels.addAll(people.keySet());
    channels.remove("");
    try {
      if (!wanted.isEmpty()) {
        links.of(id, wanted);
        channels.add(wanted);
      }
    } catch (IllegalArgumentException bad) {
      page.addAttribute("problem", bad.getMessage());
    }
    page.addAttribute(
        "published",
        channels.stream()
            .map(one -> new Published(one, links.of(id, one), people.getOrDefault(one, 0L)))
            .toList());
  }

  private Map<String, Long> people(long id) {
    return registrations.counts(id).stream()
        .collect(
            Collectors.toMap(
                Registrations.Count::channel,
                Registrations.Count::people,
                Long::sum,
                LinkedHashMap::new));
  }
}
