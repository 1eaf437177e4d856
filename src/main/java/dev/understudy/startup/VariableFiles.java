package dev.understudy.startup;

import dev.understudy.common.FileModes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.env.Environment;

/** Reads the values that are given as files; complaints name the variable and the path, never what is inside. */
final class VariableFiles {
    private static final long LARGEST = 64 * 1024;
    private final Environment environment;
    private final List<String> complaints;

    VariableFiles(Environment environment, List<String> complaints) {
        this.environment = environment;
        this.complaints = complaints;
    }

    /** The values found, by variable. */
    Map<String, Object> read() {
        var values = new HashMap<String, Object>();
        for (var variable : Variable.values()) {
            var path = environment.getProperty(variable.file());
            if (path != null && !path.isBlank()) read(variable, path, values);
        }
        return values;
    }

    private void read(Variable variable, String path, Map<String, Object> values) {
        try {
            var file = Path.of(path.strip());
            if (environment.containsProperty(variable.name()))
                complain(variable, path, "and " + variable.name() + " are both set: choose one");
            else if (!Files.isRegularFile(file)) complain(variable, path, "is not a file that can be read");
            else if (Files.size(file) > LARGEST) complain(variable, path, "is too large to hold one value");
            else if (variable.isSecret() && FileModes.allows(file, FileModes.OTHERS))
                complain(variable, path, "can be read by others: chmod o-rwx it (as a mounted secret: mode 0400)");
            else
                values.put(
                        variable.name(),
                        Files.readString(file, StandardCharsets.UTF_8).strip());
        } catch (IOException | RuntimeException e) {
            complain(variable, path, "cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private void complain(Variable variable, String path, String what) {
        complaints.add(variable.file() + " (" + path.strip() + ") " + what + ".");
    }
}
