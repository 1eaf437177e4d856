/** LiveKit's own words: its keys, its tokens, its rooms and dispatches. */
@NullMarked
package dev.understudy.livekit;

import org.jspecify.annotations.NullMarked;
