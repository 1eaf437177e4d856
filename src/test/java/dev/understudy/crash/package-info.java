/** The application killed again and again under load, between simulators that outlive it. */
@NullMarked
package dev.understudy.crash;

import org.jspecify.annotations.NullMarked;
