package dev.understudy.startup;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;

/** Starts nothing but the environment, with variables as an operating system would give them. */
final class Starts {
    static final Map<String, Object> COMPLETE = Map.of(
            "LIVEKIT_URL", "wss://project.livekit.example",
            "LIVEKIT_API_KEY", "key",
            "LIVEKIT_API_SECRET", "s".repeat(32),
            "UNDERSTUDY_ACCESS", "open",
            "UNDERSTUDY_API_TOKEN", "operator-token-16",
            "TAVUS_API_KEY", "tavus-key",
            "TAVUS_FACE_ID", "face");

    /** An application without parts. */
    static class Nothing {}

    private Starts() {}

    static HashMap<String, Object> with(String name, String value) {
        var variables = new HashMap<>(COMPLETE);
        variables.put(name, value);
        return variables;
    }

    static String refusal(Map<String, Object> variables, String... profiles) {
        var caught = new String[1];
        assertThatThrownBy(() -> start(variables, profiles))
                .isInstanceOfSatisfying(StartRefused.class, refused -> caught[0] = refused.getMessage());
        return caught[0];
    }

    /** Starts nothing but the environment, as the real main would see it with these variables alone. */
    static Environment start(Map<String, Object> variables, String... profiles) {
        var application = new SpringApplication(Nothing.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setEnvironment(environment(variables));
        application.setAdditionalProfiles(profiles);
        try (var context = application.run()) {
            return context.getEnvironment();
        }
    }

    static ConfigurableEnvironment environment(Map<String, Object> variables) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new org.springframework.core.env.SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        return environment;
    }
}
