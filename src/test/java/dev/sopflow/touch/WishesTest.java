package dev.sopflow.touch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read out of what contacts and their programs write. */
class WishesTest {

  private static final LocalDate TODAY = LocalDate.parse("2026-11-23");

  private final RefusalWords refusals = new RefusalWords();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "I am out of the office and will be back on December 3.||2026-12-03",
        "I'll be back in the office on Thursday, 3 December 2026.||2026-12-03",
        "Out of office until Dec 3rd, 2026||2026-12-04",
        "I am away from November 24 through December 3, 2026.||2026-12-04",
        "On leave until 12/03/2026|US|2026-12-04",
        "On leave, returning 03/12/2026|GB|2026-12-03",
        "Returning 12/24|GB|2026-12-24",
        "Ich bin bis zum 3.12.2026 nicht im Haus.|DE|2026-12-04",
        "Ab dem 4. Dezember bin ich wieder da.|DE|2026-12-04",
        "Je serai absent jusqu'au 3 décembre inclus|FR|2026-12-04",
        "Estaré fuera hasta el 3 de diciembre de 2026.|ES|2026-12-04",
        "我在休假，12月3日回来。|CN|2026-12-03",
        "本人休假至2026年12月3日|CN|2026-12-03",
        "12月3日まで休暇をいただいております。|JP|2026-12-04",
        "2026/12/04より出社いたします|JP|2026-12-04",
        "Back 2027-01-04, urgent: call +49 30 12 04 55||2027-01-04",
        "I am back on January 4||2027-01-04",
        "Thank you for your message.||",
        "I have left the company in 2019.||",
        "I am back on 31 February||",
        "I am on parental leave until 1 December 2027||",
        "Sent on 20 November 2026||"
      })
  void anAnsweringProgramSaysWhenSomebodyIsBack(String text, String region, String back) {
    assertThat(AwayDates.back(text, TODAY, region).map(LocalDate::toString).orElse(null))
        .isEqualTo(back);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Please STOP sending me these.",
        "Hi, take me off your list, thanks",
        "We are not interested",
        "Don’t contact me again!",
        "Unsubscribe",
        "Bitte keine weiteren E-Mails",
        "Kein Interesse, danke",
        "Merci de me désabonner",
        "No me interesa, gracias",
        "请不要再发了",
        "退訂",
        "不感兴趣",
        "今後は送らないでください",
        "配信を停止してください"
      })
  void aLetterThatSoundsLikeARefusalIsKnown(String text) {
    assertThat(refusals.areIn(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sounds good, when can we talk?",
        "Our bus stop is near yours.",
        "We were interested in the second part.",
        "Nonstop service is what we need",
        "Ja, gerne. Wann passt es?",
        "很感兴趣，请发资料",
        "資料を送ってください"
      })
  void aLetterThatDoesNotIsLeftAlone(String text) {
    assertThat(refusals.areIn(text)).isFalse();
  }

  @Test
  void noWordsAreNoRefusal() {
    assertThat(refusals.areIn(null)).isFalse();
    assertThat(refusals.areIn("")).isFalse();
  }
}
