package dev.sopflow.touch.email.inbox;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The headers of a mail, as far as they can be read. */
final class MailHead {

  private static final int LONGEST = 4_000;
  private static final int MOST_IDS = 50;
  private static final Pattern ID = Pattern.compile("<[^<>]{1,300}>");
  private static final Pattern ADDRESS =
      Pattern.compile("[^\\s<>\",;:()\\[\\]]{1,64}@[^\\s<>\",;:()\\[\\]]{1,255}");
  private static final Pattern MACHINE =
      Pattern.compile(
          "(mailer-?daemon|mail-?daemon|mdaemon|postmaster|mail\\.?delivery|double-bounce|mmdf|"
              + "(e?mail|system)[._-]?admin(istrator)?|microsoftexchange\\w*)@?.*");
  private static final Pattern MACHINE_NAME =
      Pattern.compile(
          "mail(er)? (delivery|daemon)|delivery subsystem|postmaster", Pattern.CASE_INSENSITIVE);

  private final MimeMessage mail;

  MailHead(MimeMessage mail) {
    this.mail = mail;
  }

  /** The header's first value, unfolded and cut; empty when there is none. */
  String value(String name) {
    try {
      var values = mail.getHeader(name);
      return values == null || values.length == 0 ? "" : cut(values[0]);
    } catch (MessagingException | RuntimeException e) {
      return "";
    }
  }

  private static String cut(String value) {
    var unfolded = value.substring(0, Math.min(value.length(), LONGEST));
    return unfolded.replaceAll("\\s*[\\r\\n]+\\s*", " ").strip();
  }

  boolean has(String name) {
    return !value(name).isEmpty();
  }

  /** In lower case. */
  String lower(String name) {
    return value(name).toLowerCase(Locale.ROOT);
  }

  /** The subject as people read it. */
  String subject() {
    var raw = value("Subject");
    try {
      return MimeUtility.decodeText(raw).replaceAll("\\p{Cntrl}+", " ");
    } catch (UnsupportedEncodingException | RuntimeException e) {
      return raw;
    }
  }

  /** The sender's bare address, or null. */
  String from() {
    var from = value("From");
    var bracket = from.lastIndexOf('<');
    return addressIn(bracket < 0 ? from : from.substring(bracket));
  }

  /** The first mail address in {@code words}, in lower case, or null. */
  static String addressIn(String words) {
    if (words == null) {
      return null;
    }
    var address = ADDRESS.matcher(words);
    return address.find() ? withoutItsSentence(address.group()).toLowerCase(Locale.ROOT) : null;
  }

  private static String withoutItsSentence(String address) {
    return address.replaceAll("[.!?]+$", "");
  }

  /** Whether a mail server seems to have written it, not a person. */
  boolean isFromMachine() {
    var from = value("From");
    var address = from();
    return MACHINE.matcher(address == null ? from.toLowerCase(Locale.ROOT) : address).matches()
        || MACHINE_NAME.matcher(from).find();
  }

  /** Whether nobody wants an answer to it, as with every report of a mail server. */
  boolean takesNoAnswer() {
    return value("Return-Path").replace(" ", "").equals("<>");
  }

  /** Whom it was sent to, as far as servers on the way noted it. */
  List<String> recipients() {
    return Stream.of("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To", "Cc")
        .map(this::value)
        .toList();
  }

  /** What the mail says it answers, the nearest first. */
  List<String> answered() {
    var ids = new ArrayList<>(idsIn(end("References")));
    Collections.reverse(ids);
    ids.addAll(0, idsIn(value("In-Reply-To")));
    return ids.subList(0, Math.min(ids.size(), MOST_IDS));
  }

  /** The first that it refers to, and the last ones. */
  List<String> references() {
    var ids = new ArrayList<>(idsIn(value("References")));
    if (ids.size() > 1) {
      ids.subList(1, ids.size()).clear();
    }
    ids.addAll(idsIn(end("References")));
    return ids;
  }

  private String end(String name) {
    try {
      var value = mail.getHeader(name, " ");
      return value == null ? "" : value.substring(Math.max(0, value.length() - LONGEST));
    } catch (MessagingException | RuntimeException e) {
      return "";
    }
  }

  static List<String> idsIn(String words) {
    return ID.matcher(words == null ? "" : words)
        .results()
        .map(id -> id.group().replaceAll("\\s", ""))
        .toList();
  }

  static String first(InternetHeaders headers, String name) {
    var value = headers.getHeader(name, ",");
    return value == null ? "" : cut(value);
  }
}
