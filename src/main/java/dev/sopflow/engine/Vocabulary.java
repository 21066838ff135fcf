package dev.sopflow.engine;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.stereotype.Component;

/** The beans that a model may name: steps, which it only runs, and those that it may ask. */
@Component
class Vocabulary {

  /** Days, a run's own dates, where people register, and visits. */
  static final Set<String> ASKABLE = Set.of("calendar", "plan", "registration", "visit");

  private final ListableBeanFactory house;

  Vocabulary(ListableBeanFactory house) {
    this.house = house;
  }

  Collection<String> steps() {
    return List.of(house.getBeanNamesForType(JavaDelegate.class, true, false));
  }

  boolean has(String name) {
    return ASKABLE.contains(name)
        || house.containsBean(name) && house.isTypeMatch(name, JavaDelegate.class);
  }

  Object bean(String name) {
    return house.getBean(name);
  }

  /** What every object can do, such as telling its class, is no answer. */
  boolean answers(Object bean, String method) {
    return ASKABLE.stream().anyMatch(name -> house.getBean(name) == bean)
        && Stream.of(bean.getClass().getDeclaredMethods())
            .anyMatch(own -> own.getName().equals(method));
  }
}
