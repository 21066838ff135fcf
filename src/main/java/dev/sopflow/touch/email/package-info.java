/** E-mail couriers: the only place that sees a mail library. */
package dev.sopflow.touch.email;
