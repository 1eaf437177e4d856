package dev.understudy.smoke;

import dev.understudy.common.IsoTime;
import java.util.List;

/**
 * A run as the API shows it.
 *
 * @param id its id
 * @param state {@code running}, {@code passed} or {@code failed}
 * @param startedAt ISO-8601, UTC, with milliseconds
 * @param lines those that are decided, in their order; all of them once the run is over
 */
public record SmokeView(String id, String state, String startedAt, List<LineView> lines) {

    /**
     * One line.
     *
     * @param name as in {@link Line#code()}
     * @param verdict {@code passed}, {@code failed} or {@code skipped}
     * @param ms how long it took
     * @param detail what was seen
     */
    public record LineView(String name, String verdict, long ms, String detail) {
        static LineView of(Finding finding) {
            return new LineView(finding.line().code(), finding.outcome().code(), finding.ms(), finding.detail());
        }
    }

    static SmokeView of(SmokeRun run) {
        var lines = run.findings().stream().map(LineView::of).toList();
        return new SmokeView(run.id(), run.state().code(), IsoTime.of(run.startedAt()), lines);
    }
}
