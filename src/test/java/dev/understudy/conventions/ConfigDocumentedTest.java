package dev.understudy.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** config/application.yaml is the reference: every setting is there with a comment, and nothing is there that nobody reads. */
class ConfigDocumentedTest {
    private static final String SANDBOX = "understudy.sandbox.";
    private static final Pattern READ = Pattern.compile("[\"{(](understudy(?:\\.[a-z0-9-]+)+)");

    @Test
    void everySettingIsInTheReference() {
        var missing = new TreeSet<>(SettingsRecords.keys());
        missing.addAll(ofRoutes());
        missing.removeIf(key -> isThere(key.startsWith(SANDBOX) ? ConfigFile.SANDBOX : ConfigFile.APPLICATION, key));
        assertThat(missing).as("settings without a line in config/").isEmpty();
    }

    @Test
    void everySettingIsExplained() {
        var bare = new ArrayList<String>();
        for (var file : List.of(ConfigFile.APPLICATION, ConfigFile.SANDBOX))
            for (var key : file.keys().keySet())
                if (isExplainedIn(file, key) && !file.explains(key)) bare.add(file.name() + ": " + key);
        assertThat(bare).as("settings without a comment").isEmpty();
    }

    @Test
    void nothingIsThereThatNobodyReads() {
        var read = new HashSet<>(SettingsRecords.keys());
        read.addAll(ofRoutes());
        read.addAll(ofSources());
        var unknown = new ArrayList<String>();
        for (var file : List.of(ConfigFile.APPLICATION, ConfigFile.SANDBOX, ConfigFile.PRODUCTION))
            for (var key : file.keys().keySet())
                if (key.startsWith("understudy.") && !read.contains(key) && !isInMap(key))
                    unknown.add(file.name() + ": " + key);
        assertThat(unknown).as("keys that nobody reads").isEmpty();
    }

    @Test
    void whatAProfileSetsIsInTheReferenceToo() {
        var unknown = new ArrayList<String>();
        for (var file : List.of(ConfigFile.SANDBOX, ConfigFile.PRODUCTION))
            for (var key : file.keys().keySet())
                if (key.startsWith("understudy.") && !key.startsWith(SANDBOX) && !isThere(ConfigFile.APPLICATION, key))
                    unknown.add(file.name() + ": " + key);
        assertThat(unknown).isEmpty();
    }

    private static boolean isExplainedIn(ConfigFile file, String key) {
        return file == ConfigFile.APPLICATION
                ? key.startsWith("understudy.")
                : key.startsWith(SANDBOX) && !isInMap(key);
    }

    private static boolean isThere(ConfigFile file, String key) {
        return file.keys().keySet().stream().anyMatch(each -> each.equals(key) || each.startsWith(key + "."));
    }

    private static boolean isInMap(String key) {
        return SettingsRecords.maps().stream().anyMatch(map -> key.startsWith(map + "."));
    }

    private static Set<String> ofRoutes() {
        var found = new HashSet<String>();
        for (var file : RouteFile.all()) {
            found.addAll(RouteConventionsTest.placeholders(file.text()));
            found.removeAll(file.parameters().keySet());
        }
        return found;
    }

    /** Keys that sources ask the environment for, and keys that other keys are made of. */
    private static Set<String> ofSources() {
        var found = new HashSet<String>();
        for (var file : Checkout.java("src/main/java"))
            READ.matcher(Checkout.text(file)).results().forEach(hit -> found.add(hit.group(1)));
        for (var file : List.of(ConfigFile.APPLICATION, ConfigFile.SANDBOX, ConfigFile.PRODUCTION))
            for (var value : file.keys().values())
                READ.matcher(value.text()).results().forEach(hit -> found.add(hit.group(1)));
        return found;
    }
}
