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
}
