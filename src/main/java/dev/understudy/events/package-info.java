/** Tells those who listen what changes, as it changes: the server-sent events of {@code GET /api/events}. */
@NullMarked
package dev.understudy.events;

import org.jspecify.annotations.NullMarked;
