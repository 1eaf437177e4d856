/** Covers in what people are shown of a container's log whatever is or could be a secret. */
@NullMarked
package dev.understudy.masking;

import org.jspecify.annotations.NullMarked;
