package dev.sopflow.step;

import java.util.concurrent.ThreadPoolExecutor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/** Where visits for replies are started. */
@Configuration(proxyBeanMethods = false)
class ReplyVisitsConfiguration {

  static final String EXECUTOR = "replyVisitsExecutor";

  private static final int WAITING = 1_000;

  /** What it has no room for, and what a stop leaves behind, is done by a sweep. */
  @Bean(EXECUTOR)
  @ConditionalOnProperty(
      name = "sopflow.run.replies-beside",
      havingValue = "true",
      matchIfMissing = true)
  TaskExecutor besideHearing() {
    var executor = new ThreadPoolTaskExecutor();
    executor.setThreadNamePrefix("replies-");
    executor.setCorePoolSize(1);
    executor.setMaxPoolSize(1);
    executor.setQueueCapacity(WAITING);
    executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    return executor;
  }

  /** One after the other, for whoever wants to see the visit at once. */
  @Bean(EXECUTOR)
  @ConditionalOnProperty(name = "sopflow.run.replies-beside", havingValue = "false")
  TaskExecutor withHearing() {
    return new SyncTaskExecutor();
  }
}
