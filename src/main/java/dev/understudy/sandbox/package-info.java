/** Simulators as strict as the world: a LiveKit server, its agents and users, and Tavus, spoken to over HTTP only. */
@NullMarked
package dev.understudy.sandbox;

import org.jspecify.annotations.NullMarked;
