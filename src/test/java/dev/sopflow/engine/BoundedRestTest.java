package dev.sopflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sopflow.house.SopflowTest;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;

@SopflowTest
class BoundedRestTest {

  private static final int MANY = 1005;

  @Autowired TestRestTemplate rest;
  @Autowired TaskService tasks;
  @Autowired TransactionTemplate transactions;

  @BeforeEach
  void manyTasks() {
    each(id -> tasks.saveTask(tasks.newTask(id)));
  }

  @AfterEach
  void noTasks() {
    each(id -> tasks.deleteTask(id, true));
  }

  private void each(Consumer<String> work) {
    transactions.executeWithoutResult(
        one -> IntStream.range(0, MANY).forEach(i -> work.accept("bounded-" + i)));
  }

  @Test
  void noQueryAnswersWithMoreThanAThousand() {
    for (var asked :
        List.of(
            "",
            "?maxResults=5000",
            "?maxResults=-1",
            "?maxResults=99999999999",
            "?maxResults=５０００")) {
      assertThat(get("/engine-rest/task" + asked)).as(asked).hasSize(1000);
      assertThat(admin().postForObject("/engine-rest/task" + asked, Map.of(), JsonNode.class))
          .as(asked)
          .hasSize(1000);
    }
    assertThat(get("/engine-rest/task?maxResults=3")).hasSize(3);
    assertThat(get("/engine-rest/task?firstResult=1000")).hasSize(MANY - 1000);
    assertThat(admin().getForEntity("/engine-rest/task?maxResults=ten", String.class))
        .satisfies(answer -> assertThat(answer.getStatusCode()).isNotEqualTo(HttpStatus.OK));
  }

  private JsonNode get(String path) {
    return admin().getForObject(path, JsonNode.class);
  }

  private TestRestTemplate admin() {
    return rest.withBasicAuth("admin", "admin");
  }
}
