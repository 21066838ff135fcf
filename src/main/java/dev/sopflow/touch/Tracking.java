package dev.sopflow.touch;

import dev.sopflow.content.TextLinks;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Puts links of ours in the place of a message's, so that we hear when they are followed; all else
 * of the message stays as it was written. Links to this server are personal already.
 */
@Component
class Tracking {

  private static final Pattern WEB = Pattern.compile("(?i)https?://[^/?#\\\\]+(?:[/?#].*)?");
  private static final Pattern BODY_END = Pattern.compile("(?i)</body\\s*>");

  private final TrackedLinks links;
  private final LinkBook book;
  private final TouchSettings settings;
  private final String publicUrl;

  Tracking(
      TrackedLinks links,
      LinkBook book,
      TouchSettings settings,
      @Value("${sopflow.public-url}") String publicUrl) {
    this.links = links;
    this.book = book;
    this.settings = settings;
    this.publicUrl = new PublicUrl(publicUrl).value();
  }

  /**
   * @param text or null
   */
  String text(long touchId, String text) {
    if (text == null || !settings.tracking()) {
      return text;
    }
    var links = new HashSet<String>();
    TextLinks.of(text).stream().filter(this::isForeign).forEach(links::add);
    return TextLinks.replaced(
        text, url -> links.contains(url) ? tracked(touchId, url, links.size()) : url);
  }

  /**
   * @param html or null
   */
  String html(long touchId, String html) {
    return html == null || !settings.tracking()
        ? html
        : withPicture(withLinks(html, touchId), touchId);
  }

  private String withLinks(String html, long touchId) {
    var out = new StringBuilder(html);
    var places = placesOf(html);
    var links = (int) places.values().stream().map(Place::url).distinct().count();
    places
        .descendingMap()
        .forEach((at, place) -> out.replace(at, place.end(), tracked(touchId, place.url(), links)));
    return out.toString();
  }

  private record Place(int end, String url) {}

  /** What the reader's program would follow, by where it begins. */
  private TreeMap<Integer, Place> placesOf(String html) {
    var places = new TreeMap<Integer, Place>();
    var document = Jsoup.parse(html, "", Parser.htmlParser().setTrackPosition(true));
    for (var link : document.select("a[href], area[href]")) {
      addPlace(link, html, places);
    }
    return places;
  }

  private void addPlace(Element link, String html, TreeMap<Integer, Place> places) {
    var url = link.attr("href").strip();
    var range = link.attributes().sourceRange("href").valueRange();
    if (isForeign(url) && range.isTracked()) {
      var written = html.substring(range.startPos(), range.endPos());
      if (Parser.unescapeEntities(written, true).strip().equals(url)) {
        places.put(range.startPos(), new Place(range.endPos(), url));
      }
    }
  }

  private boolean isForeign(String url) {
    return url.length() <= LinkBook.LONGEST
        && WEB.matcher(url).matches()
        && url.chars().noneMatch(Character::isISOControl)
        && StandardCharsets.UTF_8.newEncoder().canEncode(url)
        && !isOurs(url);
  }

  private boolean isOurs(String url) {
    return url.startsWith(publicUrl)
        && (url.length() == publicUrl.length()
            || "/?#".indexOf(url.charAt(publicUrl.length())) >= 0);
  }

  private String tracked(long touchId, String url, int links) {
    return this.links.click(touchId, book.idOf(url), links);
  }

  private String withPicture(String html, long touchId) {
    var picture =
        "<img src=\"%s\" width=\"1\" height=\"1\" alt=\"\">".formatted(links.picture(touchId));
    var end = html.length();
    for (var found = BODY_END.matcher(html); found.find(); ) {
      end = found.start();
    }
    return html.substring(0, end) + picture + html.substring(end);
  }
}
