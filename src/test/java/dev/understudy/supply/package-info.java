/** What the jar is made of: no library with a known fault, none under a licence that nobody has read, all of them in NOTICE. */
@NullMarked
package dev.understudy.supply;

import org.jspecify.annotations.NullMarked;
