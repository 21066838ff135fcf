package dev.sopflow.touch.sms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.touch.sms.Keywords.Wish;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeywordsTest {

  private final Keywords keywords = new Keywords();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "STOP",
        "stop",
        " Stop! ",
        "ＳＴＯＰ",
        "\"stop\"",
        "S.T.O.P.",
        "stop\r\n",
        "STOP 🛑️",
        "\u200Bstop\u200B",
        "stop all",
        "STOPALL",
        "Unsubscribe.",
        "cancel",
        "END",
        "quit",
        "revoke",
        "opt-out",
        "OptOut",
        "Stopp",
        "abmelden",
        "ARRÊT",
        "Arre\u0302t",
        "arret",
        "désabonner",
        "Baja",
        "parar",
        "退订",
        "【退订】",
        "td",
        "Ｔ",
        "取消订阅",
        "停止",
        "配信停止。",
        "解除"
      })
  void aRefusalInOneWordIsOne(String text) {
    assertThat(keywords.wishOf(text)).isEqualTo(Wish.STOP);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stop it please, when do we meet?",
        "Please stop by on Monday",
        "Don't stop",
        "the end",
        "non stop",
        "cancel my appointment",
        "请不要停止",
        "停止在哪里?",
        "stopwatch",
        "T3",
        "",
        "   ",
        "?!",
        "👍",
        "Thanks"
      })
  void whatIsMoreThanTheWordIsForAPersonToRead(String text) {
    assertThat(keywords.wishOf(text)).isEqualTo(Wish.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"START", "unstop", "opt-in", "订阅", "配信再開"})
  void whoWantsUsAgainSaysSo(String text) {
    assertThat(keywords.wishOf(text)).isEqualTo(Wish.START);
  }

  @ParameterizedTest
  @ValueSource(strings = {"help", "INFO?", "Hilfe", "帮助", "ヘルプ"})
  void whoAsksWhoWeAreIsUnderstood(String text) {
    assertThat(keywords.wishOf(text)).isEqualTo(Wish.HELP);
  }
}
