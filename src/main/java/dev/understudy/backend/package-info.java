/** What an operator may do to a backend's container from afar: start it anew, compare its variables, read the end of its log. */
@NullMarked
package dev.understudy.backend;

import org.jspecify.annotations.NullMarked;
