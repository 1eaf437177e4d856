/** Numbers and lines by which Understudy is judged from outside: Micrometer's series, and a readable line a change. */
@NullMarked
package dev.understudy.metrics;

import org.jspecify.annotations.NullMarked;
