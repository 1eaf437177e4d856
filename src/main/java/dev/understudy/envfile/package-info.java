/** Changes one variable of a .env file, and not a byte beside it. */
@NullMarked
package dev.understudy.envfile;

import org.jspecify.annotations.NullMarked;
