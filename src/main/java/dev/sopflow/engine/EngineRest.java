package dev.sopflow.engine;

import jakarta.annotation.Priority;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
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

    /** A negative number means no limit; what is no number is left to the API to refuse. */
    private static final String TOO_MANY = "-\\d+|\\d{4,}";

    private static final String ASKED = "maxResults";

    @Override
    public void filter(ContainerRequestContext request) {
      var uri = request.getUriInfo();
      var asked = uri.getQueryParameters().getFirst(ASKED);
      if (asked == null || asked.matches(TOO_MANY)) {
        request.setRequestUri(uri.getRequestUriBuilder().replaceQueryParam(ASKED, MOST).build());
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
