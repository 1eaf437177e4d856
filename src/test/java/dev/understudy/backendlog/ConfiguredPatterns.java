package dev.understudy.backendlog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;

/** The patterns of config/application.yaml, bound as the application binds them. */
final class ConfiguredPatterns {
    private ConfiguredPatterns() {}

    static List<LinePattern> all() {
        return settings().patterns();
    }

    static BackendLogSettings settings() {
        try {
            var environment = new StandardEnvironment();
            var file = new FileSystemResource("config/application.yaml");
            new YamlPropertySourceLoader().load("reference", file).forEach(environment.getPropertySources()::addLast);
            return Binder.get(environment)
                    .bind("understudy.backendlog", BackendLogSettings.class)
                    .get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
