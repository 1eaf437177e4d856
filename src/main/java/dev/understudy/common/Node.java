package dev.understudy.common;

/**
 * This process among those that share a database.
 *
 * @param name the same after a restart, so that a node takes its own work up again at once
 */
public record Node(String name) {}
