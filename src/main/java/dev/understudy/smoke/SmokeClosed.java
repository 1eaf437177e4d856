package dev.understudy.smoke;

/**
 * A run is over; told on the node that closed it.
 *
 * @param run with all its lines
 */
public record SmokeClosed(SmokeRun run) {}
