/** Puts an AI agent on stage in every LiveKit room: with its face when it can, with its voice when it cannot. */
@NullMarked
package dev.understudy;

import org.jspecify.annotations.NullMarked;
