/** Who opens our messages and follows their links, and whether that is a person. */
package dev.sopflow.touch.hit;
