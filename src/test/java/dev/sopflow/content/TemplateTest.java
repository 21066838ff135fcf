package dev.sopflow.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {

  @Test
  void aPlaceholderIsFilledAndAnUnknownValueTakesItsFallback() {
    assertThat(
            fill("Hi {{ contact.name }} of {{ contact.company | default: \"your team\" }}", ANNA))
        .isEqualTo("Hi Anna of your team");
  }

  @Test
  void anEmptyValueTakesItsFallbackToo() {
    assertThat(fill("{{ contact.city | default: 'here' }}", person("city", ""))).isEqualTo("here");
  }

  @Test
  void anAttributeIsFilledByItsNameInAnyScript() {
    var model = person("attributes", Map.of("业务", "retail", "seats", "40"));
    assertThat(fill("{{ contact.attributes[\"业务\"] }} {{ contact.attributes.seats }}", model))
        .isEqualTo("retail 40");
  }

  @Test
  void markupInANameIsTextInHtmlAndStaysItselfInText() {
    var model = person("name", "<b onclick=\"x\">A&B</b>'");
    assertThat(Template.of("{{ contact.name }}", true).fill(model))
        .isEqualTo("&lt;b onclick=&quot;x&quot;&gt;A&amp;B&lt;/b&gt;&#39;");
    assertThat(fill("{{ contact.name }}", model)).isEqualTo("<b onclick=\"x\">A&B</b>'");
  }

  @Test
  void aValueThatLooksLikeATemplateIsNotRunAsOne() {
    assertThat(fill("{{ contact.name }}", person("name", "{{ contact.company }}")))
        .isEqualTo("{{ contact.company }}");
  }

  @Test
  void noDetourLetsMarkupIntoTheHtml() {
    var model = person("name", "<i>x</i>");
    for (var source :
        new String[] {
          "{% assign n = contact.name %}{{ n }}",
          "{{ contact.name | append: '' }}",
          "{{ contact.company | default: contact.name }}",
          "{% if contact.name %}{{ contact.name | upcase }}{% endif %}"
        }) {
      assertThat(Template.of(source, true).fill(model)).doesNotContain("<");
    }
  }

  @Test
  void choicesWork() {
    var source =
        "{% if contact.company == 'Acme' %}A{% elsif contact.city %}B{% else %}C{% endif %}"
            + "{% unless contact.city %}D{% endunless %}"
            + "{% case contact.company %}{% when 'Acme' %}E{% else %}F{% endcase %}"
            + "{% comment %}never shown{% endcomment %}";
    assertThat(fill(source, person("company", "Acme"))).isEqualTo("ADE");
    assertThat(fill(source, person("city", "Oslo"))).isEqualTo("BF");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "a{NL}{{ contact.nam }}~2~placeholder",
        "{{ contact.full_name }}~1~placeholder.meant",
        "{{ name }}~1~placeholder.meant",
        "{{ contact }}~1~placeholder",
        "{{ contact[\"name\"] }}~1~placeholder.meant",
        "{{ [contact.name] }}~1~syntax",
        "{% if secret %}x{% endif %}~1~placeholder",
        "{% assign x = secret %}~1~placeholder",
        "{{ contact.name | default: secret }}~1~placeholder",
        "{{ contact.name | nope }}~1~filter",
        "{{ contact.name | replace: 'a', 'b' }}~1~filter",
        "x{NL}y{NL}{{ contact.name~3~open",
        "{% if contact.name~1~open",
        "{% if contact.name %}x~1~unclosed",
        "{% endif %}~1~unopened",
        "{% if contact.name %}x{% endunless %}~1~unopened",
        "{{ contact name }}~1~syntax",
        "{{ }}~1~syntax",
        "{% if %}x{% endif %}~1~syntax",
        "{% include 'x' %}~1~tag",
        "{% include_relative 'x' %}~1~tag",
        "{% capture x %}{% endcapture %}~1~tag",
        "{% increment x %}~1~tag",
        "{% raw %}{% endraw %}~1~tag",
        "{% for i in (1..1000000000) %}x{% endfor %}~1~loop",
        "{%- for i in contact.attributes -%}x{% endfor %}~1~loop",
        "{% tablerow i in (1..9) %}x{% endtablerow %}~1~loop",
      })
  void aMistakeIsNamedWithItsLine(String source, int line, String code) {
    var problems = Template.of(source.replace("{NL}", "\n"), true).problems();
    assertThat(problems).isNotEmpty();
    assertThat(problems.get(0).code()).isEqualTo(code);
    assertThat(problems.get(0).line()).isEqualTo(line);
  }

  @ParameterizedTest
  @ValueSource(ints = {11, 3_000, 50_000})
  @Timeout(10)
  void deepNestingIsRefusedBeforeItIsParsed(int depth) {
    var source = "{% if contact.name %}".repeat(depth) + "{% endif %}".repeat(depth);
    assertThat(Template.of(source, true).problems()).isNotEmpty();
  }

  @Test
  @Timeout(10)
  void brokenBracketsInMassAreRefusedSoon() {
    for (var mark : new String[] {"{{", "{%", "{{{%", "}}", "{{(", "{{ ((((((((( }}", "{% if ("}) {
      assertThat(Template.of(mark.repeat(20_000), true)).isNotNull();
    }
  }

  @Test
  void aLongMarkIsRefused() {
    var source = "{{ contact.name" + " | upcase".repeat(100) + " }}";
    assertThat(Template.of(source, true).problems().get(0).code()).isEqualTo("long");
  }

  @Test
  @Timeout(10)
  void aTextThatDoublesItselfIsStoppedBeforeItFillsTheMemory() {
    var source =
        "{% assign x = contact.name %}" + "{% assign x = x | append: x %}".repeat(60) + "{{ x }}";
    var template = Template.of(source, true);
    assertThat(template.problems()).isEmpty();
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> template.fill(ANNA))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  @Timeout(10)
  void aResultOverTheLimitIsStopped() {
    var source =
        "{% assign x = contact.name %}"
            + "{% assign x = x | append: x %}".repeat(14)
            + "{{ x }}".repeat(300);
    var template = Template.of(source, true);
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> template.fill(ANNA))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void fillingIsCheapEnoughForMassMail() {
    var template = Template.of("Hi {{ contact.name | default: 'x' }} ".repeat(20), true);
    template.fill(ANNA);
    long begin = System.nanoTime();
    for (int i = 0; i < 2_000; i++) {
      template.fill(ANNA);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
  }

  private static final Map<String, Object> ANNA = person("name", "Anna");

  private static Map<String, Object> person(String field, Object value) {
    var contact = new HashMap<String, Object>();
    contact.put("name", "Anna");
    contact.put("company", null);
    contact.put(field, value);
    return Map.of("contact", contact);
  }

  private static String fill(String source, Map<String, Object> model) {
    var template = Template.of(source, false);
    assertThat(template.problems()).isEmpty();
    return template.fill(model);
  }
}
