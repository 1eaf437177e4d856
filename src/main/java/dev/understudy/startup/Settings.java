package dev.understudy.startup;

import java.util.List;
import java.util.Map;
import org.springframework.core.env.Environment;

/** The settings as the application will see them, from whichever file, variable or argument. */
record Settings(Environment environment) {
    private static final Map<String, String> OLD_NAMES =
            Map.of("TAVUS_REPLICA_ID", "TAVUS_FACE_ID", "TAVUS_PERSONA_ID", "TAVUS_PAL_ID");

    String get(String key) {
        return environment.getProperty(key, "").strip();
    }

    boolean has(String key) {
        return !get(key).isEmpty();
    }

    /** Names that Tavus has given up are still understood; a name that people take for ElevenLabs's is not. */
    void oldNames(List<String> warnings) {
        OLD_NAMES.forEach((old, name) -> {
            if (has(old)) warnings.add(old + " is an old name of " + name + ": please rename it.");
        });
        if (has("ELEVENLABS_API_KEY"))
            warnings.add("ELEVENLABS_API_KEY is not read, here and by LiveKit's agents: its name is ELEVEN_API_KEY.");
    }
}
