package dev.understudy.workerlog;

import java.util.List;

/**
 * The lines of one record.
 *
 * @param lines as they came, at least one
 * @param record what they say
 * @param isOpen whether a line that comes after them may belong to it: only the last one of a text can be
 */
public record Passage(List<TimedLine> lines, LogRecord record, boolean isOpen) {}
