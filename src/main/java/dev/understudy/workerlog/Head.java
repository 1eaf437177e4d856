package dev.understudy.workerlog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * What the first line of a record tells.
 *
 * @param form how it is written
 * @param level as {@link Level} spells it; empty for none
 * @param logger who says it; empty when that is not said
 * @param message what; it may quote a key
 * @param more the record's JSON, or what a text has as JSON at its end; missing when there is none
 */
record Head(Form form, String level, String logger, String message, JsonNode more) {
    /** A line of which nothing is known. */
    static Head plain(String text) {
        return new Head(Form.PLAIN, Level.NONE, "", text, MissingNode.getInstance());
    }

    /** A JSON object. */
    static Head json(JsonNode line) {
        return new Head(Form.JSON, Level.of(line), Members.logger(line), Members.message(line), line);
    }

    /** Whether the lines below belong to it: whoever writes text writes on below it. */
    boolean hasMore() {
        return form != Form.JSON && form != Form.PLAIN;
    }

    @Override
    public String toString() {
        return "the head of a record as " + form.label();
    }
}
