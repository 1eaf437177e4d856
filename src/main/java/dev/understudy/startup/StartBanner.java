package dev.understudy.startup;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** Says as what Understudy starts; for the sandbox also where it is, what opens it, and how to get out of it. */
public class StartBanner implements Banner {
    private static final String SANDBOX = """

            Understudy · SANDBOX (no profile was chosen, or this one was)
              LiveKit and Tavus are simulated in this process; nothing leaves this machine, nothing is kept.
              Address         http://127.0.0.1:%s
              Operator token  %s
              For real: --spring.profiles.active=production, which names the variables that it needs.

            """;

    @Override
    public void printBanner(Environment environment, @Nullable Class<?> sourceClass, PrintStream out) {
        if (environment.acceptsProfiles(Profiles.of(StartCheck.SANDBOX)))
            out.printf(
                    SANDBOX,
                    environment.getProperty("server.port", "8080"),
                    environment.getProperty("understudy.sandbox.operator-token", "sandbox"));
        else out.println("\nUnderstudy · production\n");
    }
}
