/** Holds what we believe against what is: a lost webhook costs at most one interval. */
@NullMarked
package dev.understudy.reconcile;

import org.jspecify.annotations.NullMarked;
