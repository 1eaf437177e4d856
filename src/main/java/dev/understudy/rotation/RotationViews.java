package dev.understudy.rotation;

import dev.understudy.common.IsoTime;
import dev.understudy.common.Problem;
import dev.understudy.rotation.EnvSeen.Difference;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Rotations as the API shows them: no value of a key, only fingerprints. */
@Component
public class RotationViews {
    private final HostParts parts;
    private final Journal journal;

    /** Reads the store. */
    public RotationViews(HostParts parts, Journal journal) {
        this.parts = parts;
        this.journal = journal;
    }

    /** A rotation with its story; times are ISO-8601 in UTC with milliseconds. */
    public record View(
            String id,
            String provider,
            String state,
            @Nullable String strategy,
            String fingerprint,
            String createdAt,
            @Nullable String finishedAt,
            @Nullable Problem problem,
            List<StepView> steps,
            List<HostView> hosts) {}

    /** A host's part; its strategy is null until it was looked at. Differences are of container and env file, by name. */
    public record HostView(
            String name,
            String state,
            @Nullable String strategy,
            @Nullable String reason,
            List<Difference> differences,
            List<StepView> steps) {}

    /**
     * A step; outcome, ms and observed are null while it is being done, and log unless a worker failed in it: its last lines,
     * masked, each behind its time.
     */
    public record StepView(
            String name,
            @Nullable String outcome,
            String startedAt,
            @Nullable Long ms,
            @Nullable String observed,
            @Nullable List<String> log) {
        /** One without lines of a log. */
        public StepView(
                String name, @Nullable String outcome, String startedAt, @Nullable Long ms, @Nullable String observed) {
            this(name, outcome, startedAt, ms, observed, null);
        }
    }

    /** The whole story of one. */
    public View of(Rotation rotation) {
        var lines = journal.of(rotation.id());
        var hosts =
                parts.of(rotation.id()).stream().map(part -> host(part, lines)).toList();
        var finishedAt = rotation.finishedAt();
        return new View(
                rotation.id(),
                rotation.provider(),
                rotation.state().code(),
                hosts.stream()
                        .map(HostView::strategy)
                        .filter(java.util.Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                rotation.fingerprint(),
                IsoTime.of(rotation.createdAt()),
                finishedAt == null ? null : IsoTime.of(finishedAt),
                rotation.problem(),
                steps(lines, StepLine.OURS),
                hosts);
    }

    private HostView host(HostPart part, List<StepLine> lines) {
        var facts = part.facts();
        var env = facts.env();
        return new HostView(
                part.name(),
                part.state().code(),
                facts.strategy(),
                facts.reason(),
                env.differences(),
                steps(lines, part.position()));
    }

    private List<StepView> steps(List<StepLine> lines, int position) {
        return lines.stream()
                .filter(line -> line.position() == position)
                .map(this::step)
                .toList();
    }

    private StepView step(StepLine line) {
        var finishedAt = line.finishedAt();
        return new StepView(
                line.name(),
                line.outcome(),
                IsoTime.of(line.startedAt()),
                finishedAt == null ? null : finishedAt - line.startedAt(),
                line.observed(),
                log(line));
    }

    private @Nullable List<String> log(StepLine line) {
        if (!StepLine.FAILED.equals(line.outcome())) return null;
        var kept = journal.log(line.rotation(), line.position(), line.seq());
        return kept.isEmpty() ? null : kept;
    }
}
