package dev.sopflow.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sopflow.house.SopflowTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;

@SopflowTest
class ContactsTest {

  @Autowired Contacts contacts;
  @Autowired Consents consents;

  private static Profile ann() {
    return Profile.named("Ann Lee")
        .workingAs("Buyer", "Contoso")
        .livingIn("Asia/Tokyo", "JP", "ja")
        .ownedBy("rep1")
        .with(IdentityKind.EMAIL, "ann@contoso.example")
        .with(IdentityKind.PHONE, "+12025550100");
  }

  @Test
  void aContactIsFoundWithAllThatIsKnown() {
    var id = contacts.add(ann(), "ops");
    contacts.tag(ContactSet.of(id), "key customer", "rep1");
    assertThat(contacts.find(id))
        .contains(
            new Contact(
                id,
                "Ann Lee",
                "Contoso",
                "Buyer",
                PositionLevel.STAFF,
                "rep1",
                "Asia/Tokyo",
                "ja",
                "JP",
                null,
                "ann@contoso.example",
                "+12025550100",
                null,
                null,
                List.of("key customer"),
                Map.of()));
    assertThat(contacts.find(id + 1)).isEmpty();
  }

  @Test
  void anIdentityBelongsToOneContactOnly() {
    contacts.add(ann(), "ops");
    assertThatThrownBy(() -> contacts.add(ann(), "ops")).isInstanceOf(DuplicateKeyException.class);
  }

  @Test
  void aCorrectionKeepsWhatItDoesNotName() {
    var id = contacts.add(ann(), "ops");
    contacts.correct(id, new Correction(null, "Fabrikam", " "), "rep1");
    var ann = contacts.find(id).orElseThrow();
    assertThat(ann.company()).isEqualTo("Fabrikam");
    assertThat(ann.positionTitle()).isEqualTo("Buyer");
    assertThatThrownBy(
            () -> contacts.correct(id, new Correction(null, null, "x".repeat(101)), "rep1"))
        .hasMessageContaining("at most 100");
  }

  @Test
  void aTagIsPutOnOnce() {
    var id = contacts.add(ann(), "ops");
    assertThat(contacts.tag(ContactSet.of(id), "vip", "rep1")).isEqualTo(1);
    assertThat(contacts.tag(ContactSet.of(id), "vip", "rep1")).isZero();
  }

  @Test
  void whoRefusesIsHeardOnce() {
    var id = contacts.add(ann(), "ops");
    consents.refuse(id, Channel.EMAIL, "reply", "rep1");
    consents.refuse(id, Channel.EMAIL, "reply again", "rep1");
    assertThat(consents.of(id))
        .singleElement()
        .satisfies(c -> assertThat(c.granted()).isFalse())
        .satisfies(c -> assertThat(c.source()).isEqualTo("reply"));
  }

  @Test
  void whoRefusedEverythingAndAgreesToOneChannelStillRefusesTheOthers() {
    var id = contacts.add(ann(), "ops");
    consents.refuse(id, null, "phone", "rep1");
    consents.grant(id, Channel.EMAIL, "form", "rep1");
    assertThat(consents.of(id))
        .filteredOn(Consents.Consent::granted)
        .extracting(Consents.Consent::channel)
        .containsExactly(Channel.EMAIL);
    assertThat(consents.of(id)).hasSize(Channel.values().length);
  }
}
