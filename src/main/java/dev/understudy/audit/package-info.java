/** The record of who did what and why; it is kept in the store and told on a logger of its own. */
@NullMarked
package dev.understudy.audit;

import org.jspecify.annotations.NullMarked;
