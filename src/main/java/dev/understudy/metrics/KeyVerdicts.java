package dev.understudy.metrics;

import dev.understudy.session.EndReason;
import dev.understudy.session.Reason;
import dev.understudy.session.Session;
import dev.understudy.session.SessionChanged;
import dev.understudy.session.SessionState;
import dev.understudy.tavus.TavusBreaker;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What live traffic says of the keys in use; a key is good until somebody refuses it. */
@Component
class KeyVerdicts {
    private final TavusBreaker breaker;
    private volatile boolean livekit = true;

    KeyVerdicts(TavusBreaker breaker) {
        this.breaker = breaker;
    }

    boolean tavusTakesOurs() {
        var why = breaker.open();
        return why != Reason.TAVUS_KEY_REJECTED && why != Reason.TAVUS_OUT_OF_CREDITS;
    }

    boolean livekitTakesOurs() {
        return livekit;
    }

    @EventListener
    void on(SessionChanged changed) {
        var after = changed.change().after();
        if (after.state() == SessionState.DISPATCHED || after.state().hasAgent()) livekit = true;
        if (isRefused(after)) livekit = false;
    }

    private static boolean isRefused(Session session) {
        return session.endReason() == EndReason.LIVEKIT_REJECTED
                || session.casting().cause() == EndReason.LIVEKIT_REJECTED;
    }
}
