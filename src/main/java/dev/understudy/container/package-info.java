/** Knows containers: reads what inspect says, makes the next one from it, says what differs, and what a worker's log tells. */
@NullMarked
package dev.understudy.container;

import org.jspecify.annotations.NullMarked;
