package dev.sopflow.touch.hit;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Who fetches something of a message, no closer than it takes to tell people from programs.
 *
 * @param agent what the program calls itself, at most 200 characters; empty if it does not
 * @param network the address without its last part; empty if it is none
 * @param prefetch whether it says itself that nobody has asked for it yet
 */
public record Visitor(String method, String agent, String network, boolean prefetch) {

  private static final int LONGEST_AGENT = 200;
  private static final int LONGEST_METHOD = 10;

  /**
   * @param agent or null
   * @param address an IP address
   */
  public static Visitor of(String method, String agent, String address, boolean prefetch) {
    return new Visitor(
        cut(method, LONGEST_METHOD),
        cut(agent == null ? "" : agent.strip(), LONGEST_AGENT),
        networkOf(address),
        prefetch);
  }

  /** Whether it could be the same program at the same place. */
  boolean isSame(Visitor other) {
    return agent.equals(other.agent) && network.equals(other.network);
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }

  /** Of an IPv4 address the first 24 bits, of an IPv6 address the first 48. */
  static String networkOf(String address) {
    var literal = address.replaceAll("%.*", "");
    if (!literal.matches("[0-9a-fA-F.:]{2,45}")) {
      return "";
    }
    try {
      var parsed = InetAddress.getByName(literal);
      var kept = parsed instanceof Inet4Address ? 3 : 6;
      var bytes = Arrays.copyOf(parsed.getAddress(), kept);
      var whole = Arrays.copyOf(bytes, parsed.getAddress().length);
      return InetAddress.getByAddress(whole).getHostAddress() + "/" + kept * 8;
    } catch (UnknownHostException e) {
      return "";
    }
  }
}
