package dev.sopflow.crash;

import dev.sopflow.house.TestDatabase;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** One PostgreSQL, one mail server, and nodes that come and go. */
final class CrashHouse {

  static final int PEOPLE = 20;
  private static final int SENDS = 2;

  final SmtpSink sink = new SmtpSink();
  final JdbcClient db;
  private final String url = TestDatabase.freshPostgresqlUrl();

  CrashHouse() {
    db = JdbcClient.create(new DriverManagerDataSource(url));
  }

  Node start(String killPoint) {
    return new Node(
        Path.of("target", "crash-node.log"),
        killPoint,
        List.of(
            "--spring.profiles.active=postgres",
            "--spring.datasource.url=" + url,
            "--spring.main.banner-mode=off",
            "--logging.level.root=WARN",
            "--server.port=0",
            "--spring.datasource.hikari.maximum-pool-size=15",
            "--spring.mail.host=localhost",
            "--spring.mail.port=" + sink.port(),
            "--sopflow.touch.email.from=news@sopflow.example",
            "--sopflow.sender.company=Sopflow",
            "--sopflow.sender.name=Sopflow",
            "--sopflow.sender.address=1 Crash Lane",
            "--sopflow.public-url=https://sopflow.example",
            "--sopflow.touch.dispatch.lease=3s",
            "--sopflow.touch.dispatch.doubt=3s",
            "--sopflow.touch.dispatch.threads=2",
            "--camunda.bpm.job-execution.lock-time-in-millis=4000",
            "--sopflow.deployment.resources[0]=classpath*:processes/**/*.bpmn",
            "--sopflow.deployment.resources[1]=classpath*:processes/**/*.dmn",
            "--sopflow.deployment.resources[2]=classpath*:forms/**/*.form",
            "--sopflow.deployment.resources[3]=" + file("crash-trial.bpmn"),
            "--sopflow.deployment.resources[4]=" + file("crash-tables.dmn"),
            "--sopflow.decisions.send-window=crash-window",
            "--sopflow.decisions.frequency-cap=crash-cap"));
  }

  private static String file(String name) {
    return "file:" + Path.of("src/test/resources/crash", name).toAbsolutePath();
  }

  /** Nothing of the shipped library is sent; these are. */
  void writeContent() {
    Stream.of("crash-ad", "crash-word").forEach(this::write);
  }

  private void write(String piece) {
    db.sql("insert into content (content_key, piece, active_version) values (:piece, :piece, 1)")
        .param("piece", piece)
        .update();
    db.sql(
            """
            insert into content_version (content_id, version, status, name, stage, channel,
              language, sort_order, subject, html, body, changed_by, changed_at)
            select id, 1, 'ACTIVE', 'Word', 'FUNCTION', 'EMAIL', 'en', 1, 'A word',
              '<p>Hello {{ contact.name }}</p><a href="{{ links.unsubscribe }}">stop</a>',
              'Hello', 'test', current_timestamp
            from content where content_key = ?
            """)
        .param(piece)
        .update();
  }

  boolean isThere(String story) {
    return count("select count(*) from contact_identity where id_value like ?", story + "-%")
        == PEOPLE;
  }

  boolean isStarted(String story) {
    return count("select count(*) from run where name = ?", story) > 0;
  }

  /** Whether all that was planned has come to an end, and the model waits for its finish. */
  boolean isSettled(String story) {
    return count(
                """
                select count(*) from touch t join run r on r.id = t.run_id
                where r.name = ? and (t.state = 'SENT'
                  or t.state = 'UNKNOWN' and t.purpose = 'MARKETING')
                """,
                story)
            == PEOPLE * SENDS
        && count(
                """
                select count(*) from act_ru_task t join run r on r.process_instance_id = t.proc_inst_id_
                where r.name = ? and t.task_def_key_ = 'Task_Finish'
                """,
                story)
            == 1;
  }

  boolean isOver(String story) {
    return count("select count(*) from run where name = ? and state = 'ENDED'", story) == 1;
  }

  private int count(String sql, String param) {
    return db.sql(sql).param(param).query(Integer.class).single();
  }

  /**
   * How a story ended.
   *
   * @param once mails that the server took once and that count as sent
   * @param twice mails that it took twice, under the same Message-ID
   * @param doubtfulTaken mails in doubt that the server took, once
   * @param doubtfulLost mails in doubt that it did not take
   * @param wrong mails of which the ledger says what is not so, or that should not be there
   */
  record Outcome(int once, int twice, int doubtfulTaken, int doubtfulLost, int wrong) {

    int all() {
      return once + twice + doubtfulTaken + doubtfulLost + wrong;
    }
  }

  private record Sent(boolean inDoubt, long times) {}

  Outcome outcome(String story, String purpose) {
    var taken =
        sink.accepted().stream()
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    var mails =
        db.sql(
                """
                select t.state, t.message_id from touch t join run r on r.id = t.run_id
                where r.name = ? and t.purpose = ?
                """)
            .params(story, purpose)
            .query(
                (row, n) ->
                    new Sent(
                        row.getString("state").equals("UNKNOWN"),
                        taken.getOrDefault(row.getString("message_id"), 0L)))
            .list();
    var once = count(mails, new Sent(false, 1));
    var twice = count(mails, new Sent(false, 2));
    var doubtfulTaken = count(mails, new Sent(true, 1));
    var doubtfulLost = count(mails, new Sent(true, 0));
    return new Outcome(
        once,
        twice,
        doubtfulTaken,
        doubtfulLost,
        mails.size() - once - twice - doubtfulTaken - doubtfulLost);
  }

  private static int count(List<Sent> mails, Sent like) {
    return Collections.frequency(mails, like);
  }

  /** What the mail server took and no ledger knows. */
  long strangers() {
    var known =
        db.sql("select message_id from touch where message_id is not null")
            .query(String.class)
            .set();
    return sink.accepted().stream().filter(id -> !known.contains(id)).count();
  }
}
