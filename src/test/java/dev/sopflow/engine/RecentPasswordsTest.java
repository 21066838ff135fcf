package dev.sopflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.house.SopflowTest;
import dev.sopflow.time.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.digest.PasswordEncryptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@SopflowTest
class RecentPasswordsTest {

  @Autowired IdentityService identities;
  @Autowired VirtualClock clock;

  private final List<String> slowChecks = new ArrayList<>();
  private PasswordEncryptor passwords;

  @BeforeEach
  void aSlowCheckThatCounts() {
    passwords = new RecentPasswords(new Counted(), clock);
    var guest = identities.newUser("guest");
    guest.setPassword("old");
    identities.saveUser(guest);
  }

  @AfterEach
  void guestIsGone() {
    identities.deleteUser("guest");
  }

  @Test
  void aRightPasswordIsCheckedSlowlyOnceInFiveMinutes() {
    assertThat(passwords.check("right", "kept right")).isTrue();
    clock.moveTo(clock.instant().plus(Duration.ofMinutes(4)));
    assertThat(passwords.check("right", "kept right")).isTrue();
    assertThat(slowChecks).hasSize(1);
    clock.moveTo(clock.instant().plus(Duration.ofMinutes(2)));
    assertThat(passwords.check("right", "kept right")).isTrue();
    assertThat(slowChecks).hasSize(2);
  }

  @Test
  void aWrongPasswordIsCheckedSlowlyEachTime() {
    assertThat(passwords.check("right", "kept right")).isTrue();
    for (int i = 0; i < 3; i++) {
      assertThat(passwords.check("wrong", "kept right")).isFalse();
    }
    assertThat(slowChecks).containsExactly("right", "wrong", "wrong", "wrong");
  }

  @Test
  void aChangedPasswordEndsTheOldOneAtOnce() {
    assertThat(identities.checkPassword("guest", "old")).isTrue();
    var guest = identities.createUserQuery().userId("guest").singleResult();
    guest.setPassword("new");
    identities.saveUser(guest);
    assertThat(identities.checkPassword("guest", "old")).isFalse();
    assertThat(identities.checkPassword("guest", "new")).isTrue();
  }

  @Test
  void whoIsDeletedIsLetInNoMore() {
    assertThat(identities.checkPassword("guest", "old")).isTrue();
    identities.deleteUser("guest");
    assertThat(identities.checkPassword("guest", "old")).isFalse();
  }

  private class Counted implements PasswordEncryptor {

    @Override
    public boolean check(String salted, String kept) {
      slowChecks.add(salted);
      return kept.equals("kept " + salted);
    }

    @Override
    public String encrypt(String salted) {
      return "kept " + salted;
    }

    @Override
    public String hashAlgorithmName() {
      return "COUNTED";
    }
  }
}
