package dev.sopflow.touch.sms;

/** Phone numbers as Twilio writes them. */
final class Numbers {

  private static final String WHATSAPP = "whatsapp:";

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
   * An address of ours that an answer can come from: a number, or one of WhatsApp; null for any
   * other.
   *
   * @param address or null
   */
  static String ours(String address) {
    var number = address == null ? "" : address.strip();
    return number.matches("(whatsapp:)?\\+?\\d{3,15}") ? number : null;
  }

  /** The reader's address in the network of the address of ours that writes. */
  static String inTheNetworkOf(String ours, String number) {
    return ours.startsWith(WHATSAPP) ? WHATSAPP + number : number;
  }
}
