package dev.sopflow.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sopflow.house.SopflowTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@SopflowTest
class IntroductionsTest {

  @Autowired Introductions introductions;
  @Autowired Contacts contacts;
  @Autowired Consents consents;
  @Autowired JdbcClient db;

  @Test
  void whoIsNewIsStoredOnceHoweverOftenTheyCome() {
    var first = meet("Ada Byron", "ADA@analytical.example ", "202 555 0143", Channel.EMAIL);
    assertThat(meet("Ada Byron", "ada@analytical.example", "+1 (202) 555-0143", Channel.EMAIL))
        .isEqualTo(first);
    assertThat(contacts.get(first))
        .extracting(Contact::fullName, Contact::email, Contact::phone)
        .containsExactly("Ada Byron", "ada@analytical.example", "+12025550143");
    assertThat(count("contact_event")).isEqualTo(1);
    assertThat(consents.of(first))
        .extracting(Consents.Consent::channel, Consents.Consent::source)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(Channel.EMAIL, "a page"));
  }

  @Test
  void whatIsKnownStaysAndWhatIsMissingIsFilled() {
    var ada = meet("Ada Byron", "ada@analytical.example", "");
    introduce(
        new Introduction(
            "Ada Byron",
            "ada@analytical.example",
            "",
            "Engines",
            "Countess",
            "London",
            "en",
            Set.of(),
            "a page"));
    introduce(
        new Introduction(
            "Ada Byron",
            "ada@analytical.example",
            "",
            "Other",
            "Other",
            "Other",
            "zh",
            Set.of(),
            "a page"));
    assertThat(contacts.get(ada))
        .extracting(Contact::company, Contact::positionTitle, Contact::city, Contact::language)
        .containsExactly("Engines", "Countess", "London", "en");
  }

  @Test
  void anAgreementLiftsNoRefusal() {
    var ada = meet("Ada Byron", "ada@analytical.example", "");
    consents.refuse(ada, Channel.EMAIL, "unsubscribe link", "contact");
    meet("Ada Byron", "ada@analytical.example", "", Channel.EMAIL);
    assertThat(consents.of(ada)).singleElement().matches(said -> !said.granted());
  }

  @Test
  void anAgreementCountsOnlyForAnAddressThatIsGiven() {
    var ada = meet("Ada Byron", "ada@analytical.example", "+12025550143");
    meet("Ada Byron", "ada@analytical.example", "", Channel.EMAIL, Channel.SMS, Channel.CHAT);
    assertThat(consents.of(ada))
        .extracting(Consents.Consent::channel)
        .containsExactlyInAnyOrder(Channel.EMAIL, Channel.CHAT);
  }

  @Test
  void whoGivesAnothersNumberIsKnownByTheMailAddress() {
    var ada = meet("Ada Byron", "ada@analytical.example", "+12025550143");
    var bob = meet("Bob Stone", "bob@quarry.example", "+12025550143");
    assertThat(bob).isNotEqualTo(ada);
    assertThat(contacts.get(bob).phone()).isNull();
    var carl = meet("Carl Reed", "carl@reeds.example", "+12025550199");
    assertThat(meet("Bob Stone", "bob@quarry.example", "+12025550199")).isIn(bob, carl);
    assertThat(meet("Quite Another", "ada@analytical.example", "+12025550177")).isEqualTo(ada);
    assertThat(contacts.get(ada).fullName()).isEqualTo("Ada Byron");
  }

  @Test
  void whatTheySayOtherwiseThanIsKnownStandsInTheirHistoryOnce() {
    var ada = meet("Ada Byron", "ada@analytical.example", "+12025550143");
    meet("Byron Ada", "ada@analytical.example", "");
    assertThat(otherwise(ada)).isEmpty();
    meet("Quite Another", "ada@analytical.example", "");
    meet("Quite Another", "ada@analytical.example", "");
    assertThat(otherwise(ada)).containsExactly("Name: Quite Another");
    var bob = meet("Bob Stone", "bob@quarry.example", "+12025550143");
    assertThat(otherwise(bob)).containsExactly("Phone: +12025550143");
  }

  private List<String> otherwise(long contact) {
    return db.sql(
            """
            select detail from contact_event where contact_id = :id and kind = 'SAID_OTHERWISE'
            """)
        .param("id", contact)
        .query(String.class)
        .list();
  }

  @Test
  void whoCannotBeKnownIsToldWhatIsMissing() {
    refused("", "", BadIntroduction.Reason.NO_ADDRESS);
    refused("nonsense", "", BadIntroduction.Reason.EMAIL_UNUSABLE);
    refused("ada@analytical.example", "12", BadIntroduction.Reason.PHONE_UNUSABLE);
    meet("Bob Stone", "bob@quarry.example", "+12025550143");
    refused("", "+12025550143", BadIntroduction.Reason.EMAIL_NEEDED);
    assertThat(count("contact")).isEqualTo(1);
  }

  @Test
  void manyAtOnceMakeOneContactAndOneOfEach() throws Exception {
    var calls = new ArrayList<Callable<Long>>();
    for (var i = 0; i < 12; i++) {
      calls.add(() -> meet("Ada Byron", "ada@analytical.example", "", Channel.EMAIL));
      var mail = "p" + i + "@people.example";
      calls.add(() -> meet("Somebody", mail, ""));
    }
    var pool = Executors.newFixedThreadPool(6);
    try {
      for (var met : pool.invokeAll(calls, 60, TimeUnit.SECONDS)) {
        assertThat(met.get()).isPositive();
      }
    } finally {
      pool.shutdown();
    }
    assertThat(count("contact")).isEqualTo(13);
    assertThat(count("consent")).isEqualTo(1);
  }

  private void refused(String email, String phone, BadIntroduction.Reason reason) {
    assertThatThrownBy(() -> meet("Ada Byron", email, phone))
        .isInstanceOfSatisfying(
            BadIntroduction.class, bad -> assertThat(bad.reason()).isEqualTo(reason));
  }

  private long meet(String name, String email, String phone, Channel... consent) {
    return introduce(
        new Introduction(name, email, phone, "", "", "", null, Set.of(consent), "a page"));
  }

  private long introduce(Introduction who) {
    var met = new ArrayList<Long>();
    introductions.meet(who, "contact", met::add);
    return List.copyOf(met).get(met.size() - 1);
  }

  private long count(String table) {
    return db.sql("select count(*) from " + table).query(Long.class).single();
  }
}
