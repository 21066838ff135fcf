package dev.sopflow.contact;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.net.IDN;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What people write as addresses, brought to the one form by which they are known again. */
final class Addresses {

  private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();

  private static final Pattern LOCAL_PART =
      Pattern.compile("[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
  private static final Pattern DOMAIN =
      Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]");

  private Addresses() {}

  static boolean isRegion(String region) {
    return PHONES.getSupportedRegions().contains(region);
  }

  /** An e-mail address in lower case; empty if none can be sent to by these words. */
  static Optional<String> email(String text) {
    var plain = plain(text).toLowerCase(Locale.ROOT);
    var at = plain.lastIndexOf('@');
    if (at < 1 || at > 64 || plain.length() > 254) {
      return Optional.empty();
    }
    return domain(plain.substring(at + 1))
        .filter(domain -> LOCAL_PART.matcher(plain.substring(0, at)).matches())
        .map(domain -> plain.substring(0, at) + "@" + domain);
  }

  private static Optional<String> domain(String text) {
    try {
      return Optional.of(IDN.toASCII(text)).filter(domain -> DOMAIN.matcher(domain).matches());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * A number in E.164 that somebody could have; empty for a number with an extension, which is not
   * one person's, and for placeholders such as 000-000-000.
   *
   * @param region where a number without a country code is from, ISO 3166
   */
  static Optional<String> phone(String text, String region) {
    var plain = plain(text);
    if (plain.length() > 40) {
      return Optional.empty();
    }
    try {
      var number = PHONES.parse(plain, region);
      return isPersonal(number)
          ? Optional.of(PHONES.format(number, PhoneNumberFormat.E164))
          : Optional.empty();
    } catch (NumberParseException e) {
      return Optional.empty();
    }
  }

  /** How numbers that a person begins to type may begin in E.164; empty if these are no digits. */
  static List<String> phoneBeginnings(String text, String region) {
    var digits = plain(text).replaceAll("[\\s().-]", "");
    if (!digits.matches("\\+?\\d{3,15}")) {
      return List.of();
    }
    var national = "+" + PHONES.getCountryCodeForRegion(region) + digits.replaceFirst("^0", "");
    return digits.startsWith("+") ? List.of(digits) : List.of("+" + digits, national);
  }

  private static boolean isPersonal(PhoneNumber number) {
    return !number.hasExtension()
        && PHONES.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE
        && String.valueOf(number.getNationalNumber()).chars().distinct().count() > 1;
  }

  private static String plain(String text) {
    return Normalizer.normalize(text, Form.NFKC).strip();
  }
}
