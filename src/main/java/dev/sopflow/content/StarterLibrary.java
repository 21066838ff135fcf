package dev.sopflow.content;

import dev.sopflow.contact.Channel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Brings the shipped pieces into the library before anything runs. A key that is known already is
 * left alone, whatever ops made of it.
 */
@Component
class StarterLibrary implements SmartInitializingSingleton {

  private static final String FILES = "classpath*:content/library/*/*/*.*";
  private static final String SHIPPED_BY = "sopflow";

  private final Contents contents;
  private final ContentRows rows;

  StarterLibrary(Contents contents, ContentRows rows) {
    this.contents = contents;
    this.rows = rows;
  }

  @Override
  public void afterSingletonsInstantiated() {
    load(shipped());
  }

  /** Publishes what is new; returns how many that were. */
  int load(List<ContentDraft> pieces) {
    return (int) pieces.stream().filter(this::publishIfNew).count();
  }

  private boolean publishIfNew(ContentDraft piece) {
    if (rows.contentId(piece.key()).isPresent()) {
      return false;
    }
    try {
      contents.publish(piece, SHIPPED_BY);
      return true;
    } catch (ContentRejected e) {
      if (rows.contentId(piece.key()).isPresent()) {
        return false; // another node was faster
      }
      throw new IllegalStateException("Shipped content " + piece.key() + ": " + e.getMessage(), e);
    }
  }

  /** The shipped files, read. */
  static List<ContentDraft> shipped() {
    try {
      return Arrays.stream(new PathMatchingResourcePatternResolver().getResources(FILES))
          .map(StarterLibrary::read)
          .collect(Collectors.toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ContentDraft read(Resource file) {
    try {
      var path = file.getURL().getPath().split("/");
      int last = path.length - 1;
      var piece = path[last].substring(0, path[last].lastIndexOf('.'));
      return PieceFile.read(
          piece,
          Channel.valueOf(path[last - 2].toUpperCase()),
          path[last - 1],
          file.getContentAsString(java.nio.charset.StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
