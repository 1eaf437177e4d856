/** How fast, how small: {@code mvn -Pbench verify}. */
@NullMarked
package dev.understudy.bench;

import org.jspecify.annotations.NullMarked;
