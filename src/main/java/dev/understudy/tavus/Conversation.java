package dev.understudy.tavus;

/**
 * A conversation at Tavus.
 *
 * @param id Tavus's id
 * @param name the name that it was made under
 * @param active whether it goes on, and costs money
 */
public record Conversation(String id, String name, boolean active) {}
