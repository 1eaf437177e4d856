/** Tavus's own words: its requests, its answers, its breaker. */
@NullMarked
package dev.understudy.tavus;

import org.jspecify.annotations.NullMarked;
