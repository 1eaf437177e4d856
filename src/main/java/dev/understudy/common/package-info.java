/** The few types that every capability may use: secrets that hide, problems that explain themselves. */
@NullMarked
package dev.understudy.common;

import org.jspecify.annotations.NullMarked;
