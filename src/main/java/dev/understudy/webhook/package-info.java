/** LiveKit's webhooks: their signature is checked, their events are stored once, and their rooms are nudged. */
@NullMarked
package dev.understudy.webhook;

import org.jspecify.annotations.NullMarked;
