package dev.sopflow.touch.email.inbox;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Why a mailbox can't be read; each has a sentence in the message bundle. */
enum InboxTrouble {
  /** The server does not take the user name or the password. */
  LOGIN,
  /** No encrypted connection came about: certificate, port or protocol. */
  ENCRYPTION,
  /** The server has no such folder. */
  FOLDER,
  /** Nobody answers, or the connection broke. */
  CONNECTION,
  /** Something broke here. */
  FAULT;

  static InboxTrouble of(Throwable thrown) {
    if (isOne(thrown, AuthenticationFailedException.class)) {
      return LOGIN;
    }
    if (isOne(thrown, SSLException.class)) {
      return ENCRYPTION;
    }
    if (isOne(thrown, FolderNotFoundException.class)) {
      return FOLDER;
    }
    return isOne(thrown, IOException.class) || thrown instanceof MessagingException
        ? CONNECTION
        : FAULT;
  }

  private static boolean isOne(Throwable thrown, Class<?> kind) {
    return Stream.iterate(thrown, each -> each != null, Throwable::getCause)
        .limit(10)
        .anyMatch(kind::isInstance);
  }
}
