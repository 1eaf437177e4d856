/** Stories from end to end, each played in the sandbox and with a real LiveKit server. */
@NullMarked
package dev.understudy.journey;

import org.jspecify.annotations.NullMarked;
