/** Finds agents that died or froze: LiveKit itself notices after 20 s and replaces nobody (measured). */
@NullMarked
package dev.understudy.heartbeat;

import org.jspecify.annotations.NullMarked;
