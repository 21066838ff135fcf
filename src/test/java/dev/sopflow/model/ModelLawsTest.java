package dev.sopflow.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sopflow.run.ContactMessages;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What ships keeps every law; and each law notices a model that breaks it. */
class ModelLawsTest {

  private static final String VISIT = "processes/common/follow-up-visit.bpmn";
  private static final String STAGE = "processes/nurture/nurture-stage.bpmn";
  private static final String REPORT = "forms/common/visit-report.form";

  private static final Files SHIPPED = Files.shipped();

  @ParameterizedTest
  @EnumSource
  void whatShipsKeeps(ModelLaw law) {
    assertThat(law.breaches(SHIPPED)).as(law.name()).isEmpty();
  }

  @Test
  void thereIsSomethingToJudge() {
    assertThat(SHIPPED.endingWith(".bpmn")).hasSizeGreaterThanOrEqualTo(3);
    assertThat(SHIPPED.endingWith(".dmn")).hasSizeGreaterThanOrEqualTo(5);
    assertThat(SHIPPED.endingWith(".json")).hasSizeGreaterThanOrEqualTo(8);
    assertThat(ModelLaw.processes(SHIPPED)).isEqualTo(SHIPPED.endingWith(".bpmn").size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HISTORY_HAS_A_TIME_TO_LIVE | camunda:historyTimeToLive=\"P400D\" | ''",
        "IDS_SAY_TYPE_AND_MEANING | Task_VisitContact | Activity_0x1f2ab",
        "IDS_SAY_TYPE_AND_MEANING | Task_VisitContact | Task_0x1f2ab",
        "GATEWAYS_ASK_AND_FLOWS_ANSWER | Contact answered? | Contact answered",
        "GATEWAYS_ASK_AND_FLOWS_ANSWER | name=\"Yes\" | ''",
        "GATEWAYS_ASK_AND_FLOWS_ANSWER | default=\"Flow_ContactAnsweredToVisitDone\" | ''",
        "TASKS_ARE_VERB_AND_NOUN | name=\"Give up visit\" | name=\"Surrender\"",
        "EVERY_BEAN_HAS_A_TEMPLATE_AND_EVERY_TEMPLATE_A_STEP | ${giveUp} | ${giveIn}",
        "REFERENCES_RESOLVE | formRef=\"visit-report\" | formRef=\"visit-reprot\"",
        "NO_CODE_IN_MODELS | camunda:delegateExpression=\"${giveUp}\" | camunda:class=\"x.Y\"",
        "NO_CODE_IN_MODELS | bpmn:userTask | bpmn:scriptTask",
        "HEAVY_STEPS_ARE_ASYNC_WITH_A_RETRY_CYCLE | camunda:asyncBefore=\"true\" | ''",
        "HEAVY_STEPS_ARE_ASYNC_WITH_A_RETRY_CYCLE | <camunda:failedJobRetryTimeCycle>R5/PT5M</camunda:failedJobRetryTimeCycle> | ''",
        "EVERYTHING_IS_DRAWN | bpmnElement=\"Task_VisitContact\" | bpmnElement=\"Task_RecordVisit\"",
        "TIMERS_COUNT_BY_NAMED_VARIABLES | ${calendar.nextHalfDay(calendar.now())} | PT4H",
        "TIMERS_COUNT_BY_NAMED_VARIABLES | ${calendar.nextHalfDay(calendar.now())} | ${calendar.after(calendar.now(), 'P2D')}",
        "LABELS_AND_DURATIONS_AGREE | Wait for another hour | Wait for 4 hours",
      })
  void aLawNoticesAVisitThatBreaksIt(ModelLaw law, String from, String to) {
    assertThat(law.breaches(SHIPPED.with(VISIT, from, to))).isNotEmpty();
  }

  @Test
  void lawsNoticeBrokenNamesTemplatesErrorsAndForms() {
    assertThat(
            ModelLaw.A_FILE_IS_NAMED_LIKE_ITS_ONE_MODEL.breaches(
                SHIPPED.moved(VISIT, "processes/common/visit.bpmn")))
        .isNotEmpty();
    assertThat(
            ModelLaw.EVERY_BEAN_HAS_A_TEMPLATE_AND_EVERY_TEMPLATE_A_STEP.breaches(
                SHIPPED.with(".camunda/element-templates/mark.json", "${mark}", "${label}")))
        .hasSize(2);
    assertThat(
            ModelLaw.REFERENCES_RESOLVE.breaches(
                SHIPPED.with(STAGE, "errorCode=\"STOPPED_BY_OPS\"", "")))
        .isNotEmpty();
    assertThat(
            ModelLaw.FORMS_FIT_TASKLIST.breaches(
                SHIPPED.with(REPORT, "\"schemaVersion\": 16", "\"schemaVersion\": 17")))
        .isNotEmpty();
  }

  @Test
  void whatAModelMayListenToHasATemplateThatNamesItsVariables() {
    for (var message : ContactMessages.NAMES) {
      var file = message.substring(0, 1).toLowerCase() + message.substring(1) + ".json";
      assertThat(SHIPPED.byPath().get(".camunda/element-templates/" + file))
          .contains(message, "runId", "contactId", "channel", "sentByStep", "sentPiece");
    }
  }

  @Test
  void noLawIsLeftUnproven() {
    assertThat(EnumSet.allOf(ModelLaw.class)).hasSize(13);
  }
}
