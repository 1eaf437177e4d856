/** What hurts users, as sessions tell it: the signs of which alerts are made. */
@NullMarked
package dev.understudy.trouble;

import org.jspecify.annotations.NullMarked;
