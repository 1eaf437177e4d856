/** Who may call: visitors by the chosen way, operators by their token, participants for their own room. */
@NullMarked
package dev.understudy.access;

import org.jspecify.annotations.NullMarked;
