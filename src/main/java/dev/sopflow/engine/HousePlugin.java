package dev.sopflow.engine;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.joda.time.DateTimeUtils;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Makes the engine a part of this house: its clock is ours, its root processes are runs, what is
 * deployed is checked and runs no code but steps. Waits for our tables, because Flyway wants an
 * empty schema to begin with.
 */
@Component
@DependsOnDatabaseInitialization
class HousePlugin extends AbstractProcessEnginePlugin {

  private final Clock clock;
  private final RunParseListener runs;
  private final ModelGuard guard;
  private final ModelExpressions expressions;
  private final JdbcClient db;

  HousePlugin(
      Clock clock,
      RunParseListener runs,
      ModelGuard guard,
      ModelExpressions expressions,
      JdbcClient db) {
    this.clock = clock;
    this.runs = runs;
    this.guard = guard;
    this.expressions = expressions;
    this.db = db;
  }

  @Override
  public void preInit(ProcessEngineConfigurationImpl engine) {
    tieClock();
    engine.setCustomPostBPMNParseListeners(with(engine.getCustomPostBPMNParseListeners(), runs));
    engine.setCustomPreDeployers(with(engine.getCustomPreDeployers(), guard));
    engine.setPasswordEncryptor(new RecentPasswords(new SlowPasswords(), clock));
    keepModelsFromCode(engine);
  }

  /** Whoever deploys a model must not be able to do more than its steps can. */
  private void keepModelsFromCode(ProcessEngineConfigurationImpl engine) {
    engine.setExpressionManager(expressions);
    engine.setScriptEngineResolver(new NoScripts());
    engine.setCmmnEnabled(false);
  }

  /** The engine reads its time, JVM-wide, where this sets it. */
  void tieClock() {
    DateTimeUtils.setCurrentMillisProvider(clock::millis);
  }

  @Override
  public void postProcessEngineBuild(ProcessEngine engine) {
    db.sql("create index if not exists IX_RU_JOB_DUEDATE on ACT_RU_JOB (DUEDATE_)").update();
  }

  private static <T> List<T> with(List<? extends T> some, T one) {
    var all = new ArrayList<T>(some == null ? List.of() : some);
    all.add(one);
    return all;
  }
}
