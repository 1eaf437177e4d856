/**
 * A door to Tavus for agents that ask for their face themselves: they hold a token of ours, the key is added here. A refused key
 * is replaced within the call, a room has one conversation, and each is ended with its session.
 */
@NullMarked
package dev.understudy.gateway;

import org.jspecify.annotations.NullMarked;
