package dev.sopflow;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Runs a customer-operations team's SOPs: processes decide, the ledger and the gate act. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class Sopflow {

  public static void main(String[] args) {
    SpringApplication.run(Sopflow.class, args);
  }
}
