/** One agent's service of one room, from the request to the end: its states, its steps, its store. */
@NullMarked
package dev.understudy.session;

import org.jspecify.annotations.NullMarked;
