package dev.sopflow.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextLinksTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          Read https://a.example/x?y=1&z=%20#top now.         | Read [https://a.example/x?y=1&z=%20#top] now.
          See https://a.example/x.                            | See [https://a.example/x].
          (https://a.example/x)                               | ([https://a.example/x])
          https://a.example/x_(y)                             | [https://a.example/x_(y)]
          Really (see https://a.example/x_(y))!               | Really (see [https://a.example/x_(y)])!
          Case <https://a.example/x,>                         | Case <[https://a.example/x,]>
          Pfad <https://a.example/größe/路径>                  | Pfad <[https://a.example/größe/路径]>
          详情：https://a.example/x。回复TD退订                  | 详情：[https://a.example/x]。回复TD退订
          点击https://a.example/x 查看                          | 点击[https://a.example/x] 查看
          点击https://a.example/x查看                           | 点击https://a.example/x查看
          https://a.example/größe                             | https://a.example/größe
          HTTP://A.example                                    | [HTTP://A.example]
          Write to mailto:a@b.example or ftp://a.example/x    | Write to mailto:a@b.example or ftp://a.example/x
          a.example/x and www.a.example                       | a.example/x and www.a.example
          xhttps://a.example                                  | xhttps://a.example
          https://a.example/1,https://a.example/2             | [https://a.example/1,https://a.example/2]
          """)
  void aLinkEndsWhereReadersSeeItEnd(String text, String found) {
    assertThat(TextLinks.replaced(text, url -> "[" + url + "]")).isEqualTo(found);
  }
}
