package dev.sopflow.content;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** How long text messages are when they go out: a short link of ours stands for each of theirs. */
@Component
public class SmsLengths {

  /** As long as one of ours is after some years. */
  private static final String SAMPLE = "/c/" + "x".repeat(26);

  private final boolean tracking;
  private final String publicUrl;

  SmsLengths(
      @Value("${sopflow.touch.tracking:true}") boolean tracking,
      @Value("${sopflow.public-url}") String publicUrl) {
    this.tracking = tracking;
    this.publicUrl = publicUrl.replaceAll("/+$", "");
  }

  /**
   * @param text or null for none
   */
  public SmsLength of(String text) {
    var sent = text == null ? "" : text;
    return SmsLength.of(tracking ? TextLinks.replaced(sent, this::asSent) : sent);
  }

  private String asSent(String url) {
    return url.startsWith(publicUrl + "/") ? url : publicUrl + SAMPLE;
  }
}
