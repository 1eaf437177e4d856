/** Knows which keys there are: the values in one file, what is known of them in the store. */
@NullMarked
package dev.understudy.credential;

import org.jspecify.annotations.NullMarked;
