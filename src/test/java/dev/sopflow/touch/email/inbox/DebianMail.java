package dev.sopflow.touch.email.inbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * A Postfix and a Dovecot of the Debian packages, set up in a directory of their own and run only
 * on the loopback. Needs the packages postfix and dovecot-imapd, and root. They end with the JVM,
 * if not before.
 */
final class DebianMail implements AutoCloseable {

  static final String PASSWORD = "secret";

  private static final String NOBODY = "65534";

  private static final String MAIN_CF =
      """
      compatibility_level = 3.6
      queue_directory = %1$s/queue
      data_directory = %1$s/data
      mail_owner = postfix
      command_directory = /usr/sbin
      daemon_directory = /usr/lib/postfix/sbin
      maillog_file = %1$s/mail.log
      maillog_file_prefixes = %1$s
      myhostname = mail.sopflow.example
      mydestination =
      inet_interfaces = 127.0.0.1
      inet_protocols = ipv4
      mynetworks = 127.0.0.0/8
      default_transport = error:nothing leaves this machine
      recipient_delimiter = +
      virtual_mailbox_domains = sopflow.example, reader.example
      virtual_mailbox_maps = texthash:%1$s/mailboxes
      virtual_mailbox_base = %1$s/mail
      virtual_uid_maps = static:65534
      virtual_gid_maps = static:65534
      # so that an unknown reader is found out when the mail is delivered, as behind a gateway
      smtpd_reject_unlisted_recipient = no
      """;

  private static final String MASTER_CF =
      """
      127.0.0.1:%d inet n - n - - smtpd
      pickup unix n - n 60 1 pickup
      cleanup unix n - n - 0 cleanup
      qmgr unix n - n 300 1 qmgr
      proxymap unix - - n - - proxymap
      rewrite unix - - n - - trivial-rewrite
      bounce unix - - n - 0 bounce
      defer unix - - n - 0 bounce
      trace unix - - n - 0 bounce
      error unix - - n - - error
      retry unix - - n - - error
      virtual unix - n n - - virtual
      anvil unix - - n - 1 anvil
      postlog unix-dgram n - n - 1 postlogd
      """;

  private static final String DOVECOT =
      """
      protocols = imap
      listen = 127.0.0.1
      base_dir = %1$s/dovecot
      state_dir = %1$s/dovecot
      log_path = %1$s/dovecot.log
      ssl = no
      disable_plaintext_auth = no
      mail_location = maildir:%1$s/mail/%%n
      passdb {
        driver = static
        args = password=%2$s
      }
      userdb {
        driver = static
        args = uid=65534 gid=65534 home=%1$s/mail/%%n
      }
      service imap-login {
        inet_listener imap {
          port = %3$d
        }
        inet_listener imaps {
          port = 0
        }
      }
      """;

  private Path home;
  private final int smtp = freePort();
  private final int imap = freePort();
  private final Thread atTheEnd = new Thread(this::stop, "mail-servers-end");
  private Process dovecot;

  /**
   * @param mailboxes as lines of a Postfix table, from an address to the name of its IMAP user
   */
  DebianMail(List<String> mailboxes) {
    Runtime.getRuntime().addShutdownHook(atTheEnd);
    try {
      home = Files.createTempDirectory(Path.of("/tmp"), "sopflow-mail-");
      start(mailboxes);
    } catch (IOException e) {
      close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void start(List<String> mailboxes) throws IOException {
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (var each : List.of("queue", "data", "mail", "dovecot")) {
      Files.createDirectory(home.resolve(each));
    }
    run("chown", "postfix", home.resolve("data").toString());
    run("chown", NOBODY + ":" + NOBODY, home.resolve("mail").toString());
    write("mailboxes", String.join("/\n", mailboxes) + "/\n");
    write("main.cf", MAIN_CF.formatted(home));
    write("master.cf", MASTER_CF.formatted(smtp));
    write("dovecot.conf", DOVECOT.formatted(home, PASSWORD, imap));
    run("postfix", "-c", home.toString(), "start");
    dovecot = start("dovecot", "-F", "-c", home.resolve("dovecot.conf").toString());
  }

  static boolean isThere() {
    return Stream.of("/usr/sbin/postfix", "/usr/sbin/dovecot")
        .allMatch(program -> Files.isExecutable(Path.of(program)));
  }

  int smtpPort() {
    return smtp;
  }

  int imapPort() {
    return imap;
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(home.resolve(file), text);
  }

  private Process start(String... command) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("programs.log").toFile()))
        .start();
  }

  private void run(String... command) throws IOException {
    var program = start(command);
    try {
      if (!program.waitFor(30, TimeUnit.SECONDS) || program.exitValue() != 0) {
        throw new IllegalStateException(
            String.join(" ", command) + ": " + Files.readString(home.resolve("programs.log")));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    stop();
    Runtime.getRuntime().removeShutdownHook(atTheEnd);
  }

  /** Also of what has only half begun. */
  private synchronized void stop() {
    if (home == null || !Files.exists(home)) {
      return;
    }
    try {
      end(start("postfix", "-c", home.toString(), "abort"), false);
      if (dovecot != null) {
        end(dovecot, true);
      }
      FileSystemUtils.deleteRecursively(home);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void end(Process program, boolean byForce) {
    try {
      if (byForce) {
        program.destroy();
      }
      if (!program.waitFor(10, TimeUnit.SECONDS)) {
        program.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
