package dev.understudy.smoke;

/**
 * A line that is decided.
 *
 * @param line which
 * @param outcome what became of it
 * @param ms how long it took, from when the lines that it builds on had passed
 * @param detail what was seen, in our words; never a token, a key or an answer as it came
 */
public record Finding(Line line, Outcome outcome, long ms, String detail) {}
