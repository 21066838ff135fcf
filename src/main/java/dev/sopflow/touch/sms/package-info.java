/** SMS couriers: the only place that sees an SMS library. */
package dev.sopflow.touch.sms;
