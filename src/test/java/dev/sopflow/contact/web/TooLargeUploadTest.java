package dev.sopflow.contact.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpHeaders.CONTENT_TYPE;
import static org.springframework.http.HttpHeaders.REFERER;

import dev.sopflow.house.SopflowTest;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Collections;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a browser shows when a list is larger than an upload may be. */
@SopflowTest
class TooLargeUploadTest {

  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
  private static final byte[] MEGABYTE = "a,b,c,d\n".repeat(1 << 17).getBytes();

  private final HttpClient browser =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  @LocalServerPort int port;

  @BeforeEach
  void opsIsLoggedIn() throws Exception {
    var form = "username=ops&password=ops&_csrf=" + token("/login");
    post("/login", "application/x-www-form-urlencoded", BodyPublishers.ofString(form));
  }

  @Test
  void aTooLargeListIsAnsweredWithAPageThatSaysWhatToDo() throws Exception {
    var answer = upload(52);
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body())
        .contains("The file is too large", "up to 50 MB", "href=\"/contacts/imports\"");
  }

  private HttpResponse<String> upload(int megabytes) throws Exception {
    var parts =
        """
        --sheet\r
        Content-Disposition: form-data; name="_csrf"\r
        \r
        %s\r
        --sheet\r
        Content-Disposition: form-data; name="file"; filename="list.csv"\r
        \r
        """
            .formatted(token("/contacts/imports"));
    var body =
        BodyPublishers.concat(
            BodyPublishers.ofString(parts),
            BodyPublishers.ofByteArrays(Collections.nCopies(megabytes, MEGABYTE)),
            BodyPublishers.ofString("\r\n--sheet--\r\n"));
    return post("/contacts/imports", "multipart/form-data; boundary=sheet", body);
  }

  private HttpResponse<String> post(String path, String type, BodyPublisher body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(at(path))
            .header(CONTENT_TYPE, type)
            .header(REFERER, at(path) + "")
            .POST(body);
    return browser.send(request.build(), BodyHandlers.ofString());
  }

  private String token(String path) throws IOException, InterruptedException {
    var page = browser.send(HttpRequest.newBuilder(at(path)).build(), BodyHandlers.ofString());
    var token = TOKEN.matcher(page.body());
    assertThat(token.find()).as(page.body()).isTrue();
    return token.group(1);
  }

  private URI at(String path) {
    return URI.create("http://localhost:" + port + path);
  }
}
