package dev.sopflow.run;

import dev.sopflow.access.Reps;
import java.util.List;
import org.springframework.context.annotation.Fallback;
import org.springframework.stereotype.Component;

/** Two reps, where the house has no users. */
@Component
@Fallback
class RepsOfTests implements Reps {

  @Override
  public List<String> userNames() {
    return List.of("rep1", "rep2");
  }
}
