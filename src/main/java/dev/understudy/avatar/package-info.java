/** Gives a session its face, and takes it away again: the flow between a session and Tavus. */
@NullMarked
package dev.understudy.avatar;

import org.jspecify.annotations.NullMarked;
