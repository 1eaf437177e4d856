/** The calls by which people and programs ask for agents, look at sessions and move switches. */
@NullMarked
package dev.understudy.operator;

import org.jspecify.annotations.NullMarked;
