/** Tells people, once, what is wrong and what to do: on the log, by webhooks and by mail. */
@NullMarked
package dev.understudy.alert;

import org.jspecify.annotations.NullMarked;
