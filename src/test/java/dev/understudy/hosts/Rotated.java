package dev.understudy.hosts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A rotation as the API tells of it.
 *
 * @param told the whole answer
 */
record Rotated(JsonNode told) {
    private static final String PROBLEM = "urn:understudy:problem:";

    /** A line of the journal. */
    record Step(String name, String outcome, String observed) {}

    String id() {
        return told.path("id").asText();
    }

    String state() {
        return told.path("state").asText();
    }

    boolean isOver() {
        return !state().equals("running");
    }

    String strategy() {
        return told.path("strategy").asText();
    }

    /** The code of its problem; empty when there is none. */
    String problem() {
        return told.path("problem").path("type").asText("").replace(PROBLEM, "");
    }

    String finishedAt() {
        return told.path("finishedAt").asText("");
    }

    JsonNode host(int number) {
        return told.path("hosts").path(number);
    }

    /** All steps, ours first, then those of each host. */
    List<Step> steps() {
        var found = new ArrayList<Step>();
        read(told.path("steps"), found);
        told.path("hosts").forEach(host -> read(host.path("steps"), found));
        return found;
    }

    /** Whether that step has begun, be it over or not. */
    boolean hasBegun(String name) {
        return steps().stream().anyMatch(step -> step.name().equals(name));
    }

    /** What is being done at the moment. */
    Optional<String> now() {
        return steps().stream()
                .filter(step -> step.outcome().isEmpty())
                .map(Step::name)
                .findFirst();
    }

    private static void read(JsonNode steps, List<Step> into) {
        for (var step : steps)
            into.add(new Step(
                    step.path("name").asText(),
                    step.path("outcome").asText("").replace("null", ""),
                    step.path("observed").asText("")));
    }

    @Override
    public String toString() {
        return told.toPrettyString();
    }
}
