package dev.understudy.backendlog;

import dev.understudy.common.IsoTime;
import dev.understudy.rotation.RotationSettings;
import dev.understudy.rotation.RotationSettings.Target;
import dev.understudy.web.Reply;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code GET /api/backends}: what the backends' logs told, without a line of them. */
@Component("backendCalls")
public class BackendCalls {
    private final RotationSettings rotation;
    private final Looks looks;
    private final ReadLogs logs;
    private final LineCounts counts;

    /** Reads the store. */
    public BackendCalls(RotationSettings rotation, Looks looks, ReadLogs logs, LineCounts counts) {
        this.rotation = rotation;
        this.looks = looks;
        this.logs = logs;
        this.counts = counts;
    }

    /** A configured container; what is not known is null. Times are ISO-8601 in UTC; those of lines by the host's clock. */
    public record View(
            String host,
            String container,
            @Nullable String containerId,
            @Nullable String state,
            @Nullable String registeredAt,
            @Nullable String workerId,
            @Nullable String readUpTo,
            boolean behind,
            List<Class> classes,
            @Nullable String problem) {}

    /** How many lines there were of a class. */
    public record Class(String name, long count, String lastAt) {}

    /** All that are configured, in that order. */
    public Reply list() {
        return Reply.ok(
                Map.of("backends", rotation.hosts().stream().map(this::view).toList()));
    }

    private View view(Target target) {
        var last = looks.of(target.name(), target.container());
        var id = last.containerId();
        var log = id == null ? null : logs.find(target.name(), id).orElse(null);
        return log == null ? unknown(target, last) : view(target, last, log);
    }

    private static View unknown(Target target, Looks.Last last) {
        return new View(
                target.name(), target.container(), null, null, null, null, null, true, List.of(), last.problem());
    }

    private View view(Target target, Looks.Last last, ReadLog log) {
        var isRegistered = Boolean.TRUE.equals(log.isRegistered());
        var at = log.state().registeredAt();
        var readAt = log.state().readAt();
        return new View(
                target.name(),
                target.container(),
                log.seen().id(),
                log.seen().status(),
                isRegistered && at != null ? IsoTime.of(at) : null,
                isRegistered ? log.state().workerId() : null,
                readAt == null ? null : IsoTime.of(readAt),
                log.state().isBehind(),
                classes(log),
                last.problem());
    }

    private List<Class> classes(ReadLog log) {
        return counts.of(log.host(), log.seen().id()).stream()
                .map(each -> new Class(each.name(), each.count(), IsoTime.of(each.lastAt())))
                .toList();
    }
}
