package dev.understudy.session;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Puts a session's id on every log line until it is closed; whoever mentioned one before goes on with that. */
public final class Mention implements AutoCloseable {
    /** The name under which log lines carry the id. */
    public static final String KEY = "session";

    private final @Nullable String before = MDC.get(KEY);

    private Mention(String session) {
        MDC.put(KEY, session);
    }

    /** From here on the lines of this thread are about that session. */
    public static Mention of(String session) {
        return new Mention(session);
    }

    @Override
    public void close() {
        if (before == null) MDC.remove(KEY);
        else MDC.put(KEY, before);
    }
}
