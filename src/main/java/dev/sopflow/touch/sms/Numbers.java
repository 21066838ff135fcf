package dev.sopflow.touch.sms;

/** Phone numbers as Twilio writes them. */
final class Numbers {

  private Numbers() {}

  /**
   * E.164, without the name of the network that carries it.
   *
   * @param address or null
   */
  static String plain(String address) {
    return address == null ? null : address.replaceFirst("^whatsapp:", "").strip();
  }

  /**
   * A number of ours that an SMS can come from; null for any other address.
   *
   * @param address or null
   */
  static String ours(String address) {
    var number = address == null ? "" : address.strip();
    return number.matches("\\+?\\d{3,15}") ? number : null;
  }
}
