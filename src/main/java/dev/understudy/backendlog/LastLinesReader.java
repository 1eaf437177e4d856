package dev.understudy.backendlog;

import dev.understudy.rotation.LogReader;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Tells a rotation whether an old container was read to its end; when not, the reading node, whichever it is, is asked to hurry. */
@Component
class LastLinesReader implements LogReader {
    private final ReadLogs logs;
    private final Looks looks;
    private final BackendLogSettings settings;

    LastLinesReader(ReadLogs logs, Looks looks, BackendLogSettings settings) {
        this.logs = logs;
        this.looks = looks;
        this.settings = settings;
    }

    @Override
    public Duration patience() {
        return settings.enabled() ? settings.lastLines() : Duration.ZERO;
    }

    @Override
    public boolean isRead(Ended ended) {
        var isRead = logs.find(ended.host(), ended.id())
                .filter(log -> ended.finishedAt().equals(log.state().endedAt()))
                .isPresent();
        if (!isRead) looks.want(ended.host(), ended.container(), ended.id());
        return isRead;
    }

    @Override
    public boolean hasRegistered(String host, String id) {
        return logs.find(host, id).map(ReadLog::isRegistered).orElse(Boolean.FALSE);
    }
}
