package dev.sopflow.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The laws of the house, for a root package: the house itself must keep each, and a small broken
 * house beside this class must break each, so that no law is vacuous.
 */
final class Laws {

  private Laws() {}

  static Map<String, ArchRule> of(String root) {
    return Map.ofEntries(
        Map.entry("only the engine's rooms know Camunda", onlyItsRoomsKnowCamunda(root)),
        Map.entry("only the engine room knows Camunda's inside", onlyEngineKnowsItsInside(root)),
        Map.entry("only e-mail couriers know mail libraries", onlyEmailKnowsMail(root)),
        Map.entry("only SMS couriers know SMS libraries", onlySmsKnowsTwilio(root)),
        Map.entry("time rules stand on the JDK", timeStandsOnTheJdk(root)),
        Map.entry("nobody asks the wall clock", nobodyAsksTheWallClock(root)),
        Map.entry("what is needed comes by the constructor", constructorsOnly(root)),
        Map.entry("delegates are small verbs of the step room", delegatesAreVerbs(root)),
        Map.entry("a delegate has one collaborator", delegatesHaveOneCollaborator(root)),
        Map.entry("a query gives its connection back", queriesGiveBack(root)),
        Map.entry("web classes stay in their package", webIsPackagePrivate(root)));
  }

  private static ArchRule onlyItsRoomsKnowCamunda(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackages(
            root + ".engine..", root + ".step..", root + ".access..", root + ".worklist..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.camunda..");
  }

  private static ArchRule onlyEngineKnowsItsInside(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackage(root + ".engine..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.camunda..impl..");
  }

  private static ArchRule onlyEmailKnowsMail(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackage(root + ".touch.email..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "jakarta.mail..",
                "org.springframework.mail..",
                "org.simplejavamail..",
                "org.eclipse.angus.."));
  }

  private static ArchRule onlySmsKnowsTwilio(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackage(root + ".touch.sms..")
        .should()
        .dependOnClassesThat(resideInAPackage("com.twilio.."));
  }

  /** Values and rules of time; its Spring configuration and its holiday library are let in. */
  private static ArchRule timeStandsOnTheJdk(String root) {
    return classes()
        .that()
        .resideInAPackage(root + ".time")
        .and()
        .areRecords()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", root + ".time");
  }

  private static ArchRule nobodyAsksTheWallClock(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .doNotHaveSimpleName("TimeConfiguration")
        .should(callMethodWhere(asksTheWallClock()))
        .orShould()
        .callConstructor(java.util.Date.class);
  }

  private static DescribedPredicate<JavaCall<?>> asksTheWallClock() {
    DescribedPredicate<JavaCall<?>> now =
        target(owner(resideInAPackage("java.time..")))
            .and(target(name("now")))
            .and(
                DescribedPredicate.describe(
                    "without a clock", call -> !takesAClock((JavaCall<?>) call)));
    DescribedPredicate<JavaCall<?>> system =
        target(owner(name("java.lang.System"))).and(target(name("currentTimeMillis"))).forSubtype();
    DescribedPredicate<JavaCall<?>> zoned =
        target(owner(name("java.time.Clock"))).and(target(nameMatching("system.*"))).forSubtype();
    return now.or(system).or(zoned);
  }

  private static boolean takesAClock(JavaCall<?> call) {
    return call.getTarget().getRawParameterTypes().stream()
        .anyMatch(type -> type.isEquivalentTo(java.time.Clock.class));
  }

  /** A result read as a stream keeps its connection until somebody closes it; a list does not. */
  private static ArchRule queriesGiveBack(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .should()
        .callMethod(JdbcClient.MappedQuerySpec.class, "stream");
  }

  private static ArchRule constructorsOnly(String root) {
    return noFields()
        .that()
        .areDeclaredInClassesThat()
        .resideInAPackage(root + "..")
        .should()
        .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
        .orShould()
        .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
        .orShould()
        .beAnnotatedWith("jakarta.annotation.Resource");
  }

  private static ArchRule delegatesAreVerbs(String root) {
    return classes()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .implement("org.camunda.bpm.engine.delegate.JavaDelegate")
        .should()
        .resideInAPackage(root + ".step")
        .andShould()
        .bePackagePrivate()
        .andShould(carryTheirVerbAsBeanName());
  }

  private static ArchCondition<JavaClass> carryTheirVerbAsBeanName() {
    return new ArchCondition<>("be a component named like its class, in lower case") {
      @Override
      public void check(JavaClass delegate, ConditionEvents events) {
        var simple = delegate.getSimpleName();
        var verb = Character.toLowerCase(simple.charAt(0)) + simple.substring(1);
        var named =
            delegate
                .tryGetAnnotationOfType("org.springframework.stereotype.Component")
                .flatMap(component -> component.get("value"))
                .filter(value -> value.equals("") || value.equals(verb))
                .isPresent();
        events.add(
            new SimpleConditionEvent(delegate, named, simple + " is the bean '" + verb + "'"));
      }
    };
  }

  private static ArchRule delegatesHaveOneCollaborator(String root) {
    return classes()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .implement("org.camunda.bpm.engine.delegate.JavaDelegate")
        .should(
            new ArchCondition<>("have at most one field") {
              @Override
              public void check(JavaClass delegate, ConditionEvents events) {
                var fields =
                    delegate.getFields().stream()
                        .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                        .count();
                events.add(
                    new SimpleConditionEvent(
                        delegate, fields <= 1, delegate.getName() + " has " + fields + " fields"));
              }
            });
  }

  private static ArchRule webIsPackagePrivate(String root) {
    return classes()
        .that()
        .resideInAPackage(root + ".*.web")
        .should()
        .bePackagePrivate()
        .orShould()
        .bePrivate();
  }
}
