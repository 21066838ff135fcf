package dev.sopflow.demo;

import dev.sopflow.audience.Audiences;
import dev.sopflow.contact.Consents;
import dev.sopflow.contact.ContactImports;
import dev.sopflow.run.RunControl;
import dev.sopflow.run.RunOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Fills an empty house with the fictional company, the way its own people would have done it. */
@Component
@Profile("demo")
class DemoCompany implements ApplicationRunner {

  private final DemoSettings settings;
  private final ContactImports imports;
  private final Consents consents;
  private final Audiences audiences;
  private final RunControl runs;
  private final JdbcClient db;

  DemoCompany(
      DemoSettings settings,
      ContactImports imports,
      Consents consents,
      Audiences audiences,
      RunControl runs,
      JdbcClient db) {
    this.settings = settings;
    this.imports = imports;
    this.consents = consents;
    this.audiences = audiences;
    this.runs = runs;
    this.db = db;
  }

  @Override
  public void run(ApplicationArguments arguments) throws IOException {
    if (db.sql("select count(*) from contact").query(Long.class).single() > 0) {
      return;
    }
    for (var list : settings.lists()) {
      bringIn(list);
    }
    settings.refused().forEach(this::refuse);
    if (settings.run() != null) {
      begin(settings.audience(), settings.run());
    }
  }

  private void bringIn(DemoSettings.List list) throws IOException {
    var copy = Files.createTempFile("demo", ".csv");
    try (var content = list.file().getInputStream()) {
      Files.copy(content, copy, StandardCopyOption.REPLACE_EXISTING);
    }
    imports.runNow(
        new ContactImports.List(
            copy,
            list.file().getFilename(),
            list.region(),
            list.consent(),
            list.consentSource(),
            settings.run().startedBy()));
  }

  private void refuse(String email) {
    db.sql("select contact_id from contact_identity where kind = 'EMAIL' and id_value = :email")
        .param("email", email)
        .query(Long.class)
        .optional()
        .ifPresent(id -> consents.refuse(id, null, "Phone call", settings.run().startedBy()));
  }

  private void begin(DemoSettings.Audience audience, DemoSettings.Run run) {
    audiences.put(audience.key(), audience.name(), audience.conditions(), run.startedBy());
    SecurityContextHolder.getContext()
        .setAuthentication(
            UsernamePasswordAuthenticationToken.authenticated(run.startedBy(), null, List.of()));
    try {
      runs.start(new RunOrder(run.sop(), audience.key(), null, null, run.name(), run.startedBy()));
    } finally {
      SecurityContextHolder.clearContext();
    }
  }
}
