package dev.sopflow.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sopflow.house.SopflowTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@SopflowTest
class AudiencesTest {

  @Autowired Audiences audiences;
  @Autowired JdbcClient db;

  long anna;
  long ben;

  @BeforeEach
  void twoContacts() {
    anna = contact("Anna");
    ben = contact("Ben");
    db.sql("insert into contact_tag (contact_id, tag) values (:id, 'vip')")
        .param("id", anna)
        .update();
  }

  @Test
  void everyoneIsThereFromTheBeginning() {
    assertThat(audiences.exists("everyone")).isTrue();
    assertThat(audiences.count("everyone")).isEqualTo(2);
  }

  @Test
  void anAudienceHoldsWhoMatchesNow() {
    audiences.put("vips", "VIPs", "{\"tag\":\"vip\"}", "ops");
    assertThat(audiences.count("vips")).isEqualTo(1);
    db.sql("insert into contact_tag (contact_id, tag) values (:id, 'vip')")
        .param("id", ben)
        .update();
    assertThat(audiences.count("vips")).isEqualTo(2);
  }

  @Test
  void changingAnAudienceReplacesItsConditions() {
    audiences.put("vips", "VIPs", "{\"tag\":\"vip\"}", "ops");
    audiences.put("vips", "Not VIPs", "{\"not\":{\"tag\":\"vip\"}}", "ops");
    assertThat(audiences.find("vips").orElseThrow().name()).isEqualTo("Not VIPs");
    assertThat(audiences.count("vips")).isEqualTo(1);
  }

  @Test
  void handPickedContactsAreAnAudienceOfTheirOwn() {
    var key = audiences.handPicked(List.of(anna, ben, anna), "ops");
    assertThat(audiences.count(key)).isEqualTo(2);
  }

  @Test
  void pickingSomebodyWhoDoesNotExistMakesNoAudience() {
    assertThatThrownBy(() -> audiences.handPicked(List.of(anna, -1L), "ops"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(audiences.all()).extracting(Audience::key).containsExactly("everyone");
  }

  @Test
  void anUnknownAudienceIsNamed() {
    assertThatThrownBy(() -> audiences.contactsOf("nope")).hasMessageContaining("nope");
  }

  @Test
  void everyoneCannotBeChanged() {
    assertThatThrownBy(() -> audiences.put("everyone", "x", "{\"tag\":\"x\"}", "ops"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private long contact(String name) {
    db.sql(
            """
            insert into contact (full_name, created_at, updated_at)
            values (:name, current_timestamp, current_timestamp)
            """)
        .param("name", name)
        .update();
    return db.sql("select max(id) from contact").query(Long.class).single();
  }
}
