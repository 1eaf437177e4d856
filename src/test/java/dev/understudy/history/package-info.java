/** Random histories of a small model world, lived through by the real steps of a session. */
@NullMarked
package dev.understudy.history;

import org.jspecify.annotations.NullMarked;
