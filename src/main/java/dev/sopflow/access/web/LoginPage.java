package dev.sopflow.access.web;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The one login for the console and Tasklist. */
@Controller
class LoginPage {

  @GetMapping("/login")
  String login() {
    return "access/login";
  }
}
