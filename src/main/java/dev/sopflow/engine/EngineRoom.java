package dev.sopflow.engine;

import java.time.Duration;
import org.camunda.bpm.spring.boot.starter.property.CamundaBpmProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

@Configuration(proxyBeanMethods = false)
class EngineRoom {

  private static final Duration SHUTDOWN = Duration.ofSeconds(30);

  /**
   * Runs the engine's jobs; on shutdown it lets those in hand come to their end. Only the engine
   * asks for it, by name, so it is no candidate for anyone else.
   */
  @Bean(defaultCandidate = false)
  ThreadPoolTaskExecutor camundaTaskExecutor(CamundaBpmProperties settings) {
    var sizes = settings.getJobExecution();
    var executor = new ThreadPoolTaskExecutor();
    executor.setThreadNamePrefix("job-");
    executor.setCorePoolSize(sizes.getCorePoolSize());
    executor.setMaxPoolSize(sizes.getMaxPoolSize());
    executor.setQueueCapacity(sizes.getQueueCapacity());
    executor.setWaitForTasksToCompleteOnShutdown(true);
    executor.setAwaitTerminationMillis(SHUTDOWN.toMillis());
    return executor;
  }
}
