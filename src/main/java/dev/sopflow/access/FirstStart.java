package dev.sopflow.access;

import java.security.SecureRandom;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Provides groups, rights and the first users before the server opens its port, so that there is no
 * moment in which anyone could set up an administrator over the web.
 */
@Component
class FirstStart implements SmartInitializingSingleton {

  private static final Logger LOG = LoggerFactory.getLogger(FirstStart.class);

  private final Users users;
  private final Rights rights;
  private final AccessSettings settings;
  private final String adminPassword;

  FirstStart(
      Users users,
      Rights rights,
      AccessSettings settings,
      @Value("${sopflow.admin.password:}") String adminPassword) {
    this.users = users;
    this.rights = rights;
    this.settings = settings;
    this.adminPassword = adminPassword;
  }

  @Override
  public void afterSingletonsInstantiated() {
    users.ensureGroup(Roles.REP, "Reps");
    users.ensureGroup(Roles.OPS, "Ops leads");
    users.ensureGroup(Roles.ADMIN, "Administrators");
    users.ensureGroup(Roles.INTEGRATION, "Integrations (machines)");
    users.ensureGroup(Users.ENGINE_ADMINS, "Engine administrators");
    rights.provision();
    settings.users().forEach(users::ensure);
    if (!users.hasAdmin()) {
      createAdmin();
    }
  }

  private void createAdmin() {
    var password = adminPassword.isBlank() ? generated() : adminPassword;
    users.ensure(new SeedUser("admin", password, "First", "Administrator", Roles.ADMIN));
    if (adminPassword.isBlank()) {
      LOG.warn(
          "First start: log in as 'admin' with the password '{}'. It is not shown again;"
              + " change it in the user pages.",
          password);
    }
  }

  private static String generated() {
    var bytes = new byte[15];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
