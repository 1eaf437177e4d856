package dev.understudy.backendlog;

import dev.understudy.fixtures.WorkerLogParts;
import java.util.List;

/** The patterns of config/application.yaml, bound as the application binds them. */
final class ConfiguredPatterns {
    private ConfiguredPatterns() {}

    static List<LinePattern> all() {
        return settings().patterns();
    }

    static BackendLogSettings settings() {
        return WorkerLogParts.bound("understudy.backendlog", BackendLogSettings.class);
    }

    static Classes classes() {
        return new Classes(settings(), WorkerLogParts.LOGS);
    }
}
