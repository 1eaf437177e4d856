package dev.understudy.rotation;

/**
 * A rotation is over; told on the node that closed it.
 *
 * @param provider in lower case
 * @param state how it ended
 */
public record RotationClosed(String provider, RotationState state) {}
