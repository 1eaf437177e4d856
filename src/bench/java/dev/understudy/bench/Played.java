package dev.understudy.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What came of a round, as the world measured it; times are ms.
 *
 * @param perSecond whole sessions that ended in each second that was counted
 * @param failed sessions that did not end within 30 s
 * @param sessionMs how long one took
 * @param webhook from sending a webhook to its answer
 * @param agent from sending "agent joined" to the request at Tavus
 * @param cpu the application's processor time a session, lead-in and end included
 * @param worldCpu the simulators' and the driver's processor time a session
 */
record Played(
        double perSecond,
        int failed,
        double sessionMs,
        Percentiles webhook,
        Percentiles agent,
        double cpu,
        double worldCpu) {

    /** Half of them took no longer than the first, 99 of 100 no longer than the second. */
    record Percentiles(double p50, double p99) {
        static Percentiles of(JsonNode json) {
            return new Percentiles(json.path("p50").asDouble(), json.path("p99").asDouble());
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.1f / %.1f ms", p50, p99);
        }
    }

    static Played of(JsonNode json, double cpuSeconds, double worldCpuSeconds) {
        var begun = Math.max(1, json.path("begun").asInt());
        return new Played(
                json.path("perSecond").asDouble(),
                json.path("failed").asInt(),
                json.path("meanSessionMs").asDouble(),
                Percentiles.of(json.path("webhook")),
                Percentiles.of(json.path("agentToTavus")),
                cpuSeconds * 1000 / begun,
                worldCpuSeconds * 1000 / begun);
    }

    /** The median of some rounds. */
    static double median(List<Played> rounds, ToDoubleFunction<Played> what) {
        var sorted = rounds.stream().mapToDouble(what).sorted().toArray();
        return sorted.length == 0 ? 0 : (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%6.1f sessions/s, webhook p50/p99 %s, agent joined -> Tavus %s, a session %.0f ms, CPU %.1f ms (world %.1f ms)%s",
                perSecond,
                webhook,
                agent,
                sessionMs,
                cpu,
                worldCpu,
                failed == 0 ? "" : ", " + failed + " FAILED");
    }
}
