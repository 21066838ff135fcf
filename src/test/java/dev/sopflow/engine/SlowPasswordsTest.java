package dev.sopflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.house.SopflowTest;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@SopflowTest
class SlowPasswordsTest {

  private static final String LONG = "correct horse battery staple ".repeat(4);

  @Autowired IdentityService identities;
  @Autowired JdbcClient db;

  @Test
  void aKeptPasswordIsSlowToGuess() {
    var kept = db.sql("select PWD_ from ACT_ID_USER where ID_ = 'rep1'").query(String.class);
    assertThat(kept.single()).startsWith("{BCRYPT-SHA-384}$2").doesNotContain("rep1");
    assertThat(identities.checkPassword("rep1", "rep1")).isTrue();
    assertThat(identities.checkPassword("rep1", "rep2")).isFalse();
  }

  @Test
  void everyCharacterOfALongPasswordCounts() {
    var passwords = new SlowPasswords();
    var kept = passwords.encrypt(LONG + "a" + "salt");
    assertThat(passwords.check(LONG + "a" + "salt", kept)).isTrue();
    assertThat(passwords.check(LONG + "b" + "salt", kept)).isFalse();
    assertThat(passwords.check(LONG + "a" + "pepper", kept)).isFalse();
    assertThat(passwords.encrypt(LONG)).isNotEqualTo(passwords.encrypt(LONG));
  }
}
