/** What strangers can do to it, measured by what an honest user has of it meanwhile. */
@NullMarked
package dev.understudy.attack;

import org.jspecify.annotations.NullMarked;
