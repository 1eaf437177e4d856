package dev.understudy.startup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.core.env.ConfigurableEnvironment;

/** Sandbox or production: one of them, and never the sandbox by accident where real keys are. */
final class ProfileChoice {
    private static final String HOW = "--spring.profiles.active=production or --spring.profiles.active=sandbox"
            + " (as a variable: SPRING_PROFILES_ACTIVE)";

    private ProfileChoice() {}

    static List<String> complaints(ConfigurableEnvironment environment) {
        var active = Arrays.asList(environment.getActiveProfiles());
        var isSandbox = active.contains(StartCheck.SANDBOX);
        var isProduction = active.contains(StartCheck.PRODUCTION);
        if (isSandbox && isProduction)
            return List.of("The profiles sandbox and production cannot be active together: choose " + HOW + ".");
        if (active.isEmpty()) return keysWithoutProfile(environment);
        return isSandbox || isProduction
                ? List.of()
                : List.of("None of the active profiles " + active + " is known here: choose " + HOW + ".");
    }

    private static List<String> keysWithoutProfile(ConfigurableEnvironment environment) {
        var found = new ArrayList<String>();
        for (var key : Variable.keys()) if (environment.containsProperty(key.name())) found.add(key.name());
        return found.isEmpty()
                ? List.of()
                : List.of(String.join(" and ", found) + " is set, but no profile is chosen: choose " + HOW + ".");
    }
}
