package dev.sopflow.engine;

import jakarta.annotation.Priority;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.math.BigInteger;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.rest.dto.ExceptionDto;
import org.camunda.bpm.engine.rest.exception.ExceptionHandlerHelper;
import org.camunda.bpm.engine.rest.exception.RestException;
import org.camunda.bpm.spring.boot.starter.rest.CamundaJerseyResourceConfig;
import org.springframework.stereotype.Component;

/** The engine's own REST API, with a refusal in plain words where it would say "server error". */
@Component
@ApplicationPath("/engine-rest")
class EngineRest extends CamundaJerseyResourceConfig {

  @Override
  protected void registerAdditionalResources() {
    super.registerAdditionalResources();
    register(Refusals.class);
    register(Bounds.class);
  }

  /**
   * No query answers with more than a page, whatever it asks for. The engine's own limit would bind
   * Tasklist too, which asks without any.
   */
  @PreMatching
  static class Bounds implements ContainerRequestFilter {

    private static final int MOST = 1000;

    private static final String ASKED = "maxResults";

    @Override
    public void filter(ContainerRequestContext request) {
      var uri = request.getUriInfo();
      var asked = uri.getQueryParameters().getFirst(ASKED);
      if (isTooMany(asked)) {
        request.setRequestUri(uri.getRequestUriBuilder().replaceQueryParam(ASKED, MOST).build());
      }
    }

    private static boolean isOutside(BigInteger asked) {
      return asked.signum() < 0 || asked.compareTo(BigInteger.valueOf(MOST)) > 0;
    }

    /** None or a negative number means no limit; what is no number is the API's to refuse. */
    private static boolean isTooMany(String asked) {
      try {
        return asked == null || isOutside(new BigInteger(asked));
      } catch (NumberFormatException e) {
        return false;
      }
    }
  }

  /** Goes before the engine's own mapper. */
  @Priority(1)
  static class Refusals implements ExceptionMapper<RestException> {

    @Override
    public Response toResponse(RestException e) {
      if (e.getCause() instanceof BadUserRequestException refusal) {
        return Response.status(Response.Status.BAD_REQUEST)
            .entity(ExceptionDto.fromException(refusal))
            .type(MediaType.APPLICATION_JSON)
            .build();
      }
      return ExceptionHandlerHelper.getInstance().getResponse(e);
    }
  }
}
