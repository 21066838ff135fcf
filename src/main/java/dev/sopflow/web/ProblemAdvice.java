package dev.sopflow.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.NestedRuntimeException;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.servlet.ModelAndView;

/**
 * Answers what goes wrong under {@code /api} with an RFC 9457 problem whose detail is a sentence
 * that names the place, and bad input to a page with a page that shows the same sentence. The rest
 * is left to {@link ErrorPages}.
 */
@ControllerAdvice
class ProblemAdvice {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

  private final MessageSource messages;
  private final JsonSentences json;

  ProblemAdvice(MessageSource messages, JsonSentences json) {
    this.json = json;
    this.messages = messages;
  }

  @ExceptionHandler
  Object answer(Exception bad, HttpServletRequest request) throws Exception {
    if (bad instanceof AccessDeniedException) {
      throw bad;
    }
    return isApi(request) ? problem(bad) : page(bad, request);
  }

  private ModelAndView page(Exception bad, HttpServletRequest request) throws Exception {
    if (bad instanceof MaxUploadSizeExceededException) {
      // A second reading of the broken upload would end in an empty answer.
      return page(HttpStatus.PAYLOAD_TOO_LARGE, say("error.413.text"))
          .addObject("back", CameFrom.pathOf(request).orElse(null));
    }
    if (saysWhatIsWrong(bad)) {
      return page(statusOf(bad), bad.getMessage());
    }
    throw bad;
  }

  private static ModelAndView page(HttpStatus status, String sentence) {
    var page = new ModelAndView("web/error", status);
    page.addObject("code", status.value());
    page.addObject("sentence", sentence);
    return page;
  }

  private ResponseEntity<ProblemDetail> problem(Exception bad) {
    if (bad instanceof ErrorResponse known) {
      return respond(known.getStatusCode(), known.getHeaders(), bodyOf(known));
    }
    var status = statusOf(bad);
    if (status.is5xxServerError()) {
      LOG.error("A REST call failed", bad);
    }
    return respond(status, new HttpHeaders(), problem(status, sentenceOf(bad)));
  }

  private ProblemDetail bodyOf(ErrorResponse known) {
    var sentence = sentenceOf(known);
    return sentence == null
        ? known.updateAndGetBody(messages, LocaleContextHolder.getLocale())
        : problem(known.getStatusCode(), sentence);
  }

  private String sentenceOf(ErrorResponse known) {
    if (known instanceof MethodArgumentNotValidException invalid) {
      return invalid.getFieldErrors().stream()
          .map(ProblemAdvice::fieldSentence)
          .distinct()
          .collect(Collectors.joining("; "));
    }
    return known instanceof MaxUploadSizeExceededException ? say("error.413.text") : null;
  }

  private static String fieldSentence(FieldError wrong) {
    return "'" + wrong.getField() + "' " + wrong.getDefaultMessage();
  }

  private static HttpStatus statusOf(Exception bad) {
    var declared = AnnotatedElementUtils.findMergedAnnotation(bad.getClass(), ResponseStatus.class);
    if (declared != null) {
      return declared.code();
    }
    return saysWhatIsWrong(bad)
            || bad instanceof HttpMessageNotReadableException
            || bad instanceof MethodArgumentTypeMismatchException
        ? HttpStatus.BAD_REQUEST
        : HttpStatus.INTERNAL_SERVER_ERROR;
  }

  /** Our own exceptions for bad input carry a sentence for the reader. */
  private static boolean saysWhatIsWrong(Exception bad) {
    return !(bad instanceof NestedRuntimeException)
        && (bad instanceof IllegalArgumentException
            || AnnotatedElementUtils.hasAnnotation(bad.getClass(), ResponseStatus.class));
  }

  private String sentenceOf(Exception bad) {
    if (bad instanceof MethodArgumentTypeMismatchException mismatch) {
      return say("error.parameter", mismatch.getName());
    }
    if (bad instanceof HttpMessageNotReadableException unreadable) {
      return json.of(unreadable.getCause(), "");
    }
    return saysWhatIsWrong(bad) ? bad.getMessage() : say("error.500.text");
  }

  private static ProblemDetail problem(HttpStatusCode status, String sentence) {
    return ProblemDetail.forStatusAndDetail(status, sentence);
  }

  private static ResponseEntity<ProblemDetail> respond(
      HttpStatusCode status, HttpHeaders headers, ProblemDetail problem) {
    return ResponseEntity.status(status).headers(headers).body(problem);
  }

  private String say(String code, Object... args) {
    return messages.getMessage(code, args, LocaleContextHolder.getLocale());
  }

  private static boolean isApi(HttpServletRequest request) {
    return request.getRequestURI().startsWith(request.getContextPath() + "/api/");
  }
}
