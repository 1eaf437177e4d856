package dev.understudy.limits;

import dev.understudy.common.Problem;
import dev.understudy.session.Sessions;
import org.springframework.stereotype.Component;

/** How many sessions may be open when a dispatch call opens one more; those that LiveKit's webhooks open are never refused. */
@Component
public class OpenSessionLimit {
    private static final int AGAIN_SECONDS = 30;
    private final LimitSettings settings;
    private final Sessions sessions;
    private final LimitNews news;

    /** Counts in the store. */
    public OpenSessionLimit(LimitSettings settings, Sessions sessions, LimitNews news) {
        this.settings = settings;
        this.sessions = sessions;
        this.news = news;
    }

    /** One more is to be opened: 429 when there are as many as may be. */
    public void check() {
        var limit = settings.openSessions();
        if (limit.isNone() || !limit.isPassedBy(sessions.openRooms().size() + 1L)) return;
        news.reached("open-sessions");
        throw Problem.limitReached("open-sessions", "As many sessions are open as may be.", AGAIN_SECONDS)
                .refused();
    }
}
