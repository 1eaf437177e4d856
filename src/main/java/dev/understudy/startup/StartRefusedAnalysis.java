package dev.understudy.startup;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows a refused start as a message to a person: no stack trace, exit code 1. */
class StartRefusedAnalysis extends AbstractFailureAnalyzer<StartRefused> {
    private static final String ACTION =
            "Correct all of it, then start again. Each variable may be given as NAME_FILE, the path of"
                    + " a file that only its owner can read. Without any keys: --spring.profiles.active=sandbox.";

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, StartRefused cause) {
        return new FailureAnalysis(cause.getMessage(), ACTION, cause);
    }
}
