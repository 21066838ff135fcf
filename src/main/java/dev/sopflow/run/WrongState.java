package dev.sopflow.run;

import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** What was asked of a run does not go with the state it is in; the message names the state. */
@ResponseStatus(HttpStatus.CONFLICT)
public class WrongState extends RuntimeException {

  public WrongState(Run run, String only) {
    super(
        "The run '%s' is %s; %s"
            .formatted(run.name(), run.state().name().toLowerCase(Locale.ROOT), only));
  }
}
