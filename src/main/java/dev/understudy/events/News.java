package dev.understudy.events;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened, on whichever node.
 *
 * @param position among all that happens
 * @param room whose it is; null when it is for operators only
 * @param name of the event, as listeners get it
 * @param view what becomes its JSON
 */
record News(Position position, @Nullable String room, String name, Object view) {}
