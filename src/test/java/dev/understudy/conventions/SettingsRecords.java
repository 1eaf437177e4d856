package dev.understudy.conventions;

import com.tngtech.archunit.core.domain.JavaClass;
import java.lang.reflect.RecordComponent;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** The keys that the application's records of settings take. */
final class SettingsRecords {
    private SettingsRecords() {}

    /** Every key, in the form in which files have it. */
    static Set<String> keys() {
        var found = new TreeSet<String>();
        settings().forEach(type -> keys(prefix(type), type.reflect(), found));
        return found;
    }

    /** Keys whose value is a map with names of the operator's choice. */
    static Set<String> maps() {
        var found = new TreeSet<String>();
        for (var type : settings())
            for (var part : type.reflect().getRecordComponents())
                if (part.getType() == Map.class) found.add(prefix(type) + "." + dashed(part.getName()));
        return found;
    }

    private static Iterable<JavaClass> settings() {
        return Code.MAIN.stream()
                .filter(type -> type.isAnnotatedWith(ConfigurationProperties.class))
                .toList();
    }

    private static String prefix(JavaClass type) {
        return type.getAnnotationOfType(ConfigurationProperties.class).value();
    }

    private static void keys(String prefix, Class<?> type, Set<String> found) {
        for (RecordComponent part : type.getRecordComponents()) {
            var key = prefix + "." + dashed(part.getName());
            var isOurs = part.getType().isRecord() && part.getType().getName().startsWith("dev.understudy");
            if (isOurs) keys(key, part.getType(), found);
            else found.add(key);
        }
    }

    private static String dashed(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
