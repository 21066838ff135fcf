package dev.sopflow.engine;

import jakarta.annotation.Priority;
import jakarta.ws.rs.ApplicationPath;
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
