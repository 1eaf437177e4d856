package dev.understudy.session;

/**
 * A change was written. Published inside the process, for metrics and for the log; whoever needs every change of every node
 * reads {@link SessionEvents}.
 *
 * @param change what was written
 */
public record SessionChanged(Change change) {}
