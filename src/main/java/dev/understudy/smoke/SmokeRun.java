package dev.understudy.smoke;

import java.util.List;

/**
 * One row: one run of the checklist.
 *
 * @param id {@code sm} and 12 letters and digits
 * @param state where it is
 * @param askedBy who wanted it: an operator, or "schedule"
 * @param room the room that it made for itself
 * @param client by what the client's process is known again after a crash; empty when there is none
 * @param findings the lines that are decided, in their order
 * @param startedAt UTC ms
 */
public record SmokeRun(
        String id,
        RunState state,
        String askedBy,
        String room,
        String client,
        List<Finding> findings,
        long startedAt) {}
