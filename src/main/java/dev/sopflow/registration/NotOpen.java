package dev.sopflow.registration;

import dev.sopflow.run.Run;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Nobody can register for this run now. */
@ResponseStatus(HttpStatus.CONFLICT)
public class NotOpen extends RuntimeException {

  public NotOpen(Run run) {
    super(
        "Nobody can register for '%s' now: it has opened no registration, or closed it"
            .formatted(run.name()));
  }
}
