/** The tokens that let a participant into one room, and nothing more. */
@NullMarked
package dev.understudy.token;

import org.jspecify.annotations.NullMarked;
