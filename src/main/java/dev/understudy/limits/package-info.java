/** How much anybody may have: calls a minute, sessions, listeners, and above all faces, which cost money. */
@NullMarked
package dev.understudy.limits;

import org.jspecify.annotations.NullMarked;
