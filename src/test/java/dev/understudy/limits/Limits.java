package dev.understudy.limits;

import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Settings of limits for tests: what is not named is none. */
public final class Limits {
    private Limits() {}

    /** All of them switched off. */
    public static LimitSettings none() {
        return of(Map.of());
    }

    /** These, by the names of their settings, as a user would write them. */
    public static LimitSettings of(Map<String, Object> chosen) {
        var source = new MapConfigurationPropertySource();
        for (var component : LimitSettings.class.getRecordComponents())
            source.put("understudy.limits." + kebab(component.getName()), "none");
        chosen.forEach((name, most) -> source.put("understudy.limits." + name, most));
        return new Binder(source).bind("understudy.limits", LimitSettings.class).get();
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
    }
}
