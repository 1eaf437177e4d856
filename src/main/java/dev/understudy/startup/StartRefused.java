package dev.understudy.startup;

import java.util.List;

/** Understudy does not start like this; everything that is wrong is listed. */
class StartRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartRefused(List<String> complaints) {
        super("Understudy does not start like this:\n  - " + String.join("\n  - ", complaints));
    }
}
