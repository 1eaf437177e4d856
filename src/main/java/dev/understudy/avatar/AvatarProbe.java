package dev.understudy.avatar;

import dev.understudy.credential.Judgements;
import dev.understudy.credential.KeyJudged;
import dev.understudy.credential.Provider;
import dev.understudy.credential.Refusals;
import dev.understudy.credential.Source;
import dev.understudy.credential.Verdict;
import dev.understudy.session.Nudges;
import dev.understudy.session.SessionState;
import dev.understudy.session.Sessions;
import dev.understudy.tavus.TavusBreaker;
import dev.understudy.tavus.TavusCalls;
import java.util.Set;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Whether Tavus is good again: asked only while the breaker is open and somebody waits for a face. */
@Component("avatarProbe")
public class AvatarProbe {
    private static final Logger log = LoggerFactory.getLogger(AvatarProbe.class);
    private final TavusBreaker breaker;
    private final Sessions sessions;
    private final Nudges nudges;
    private final Judgements judgements;
    private final Refusals refusals;

    /** Wakes the sessions that wait. */
    public AvatarProbe(
            TavusBreaker breaker, Sessions sessions, Nudges nudges, Judgements judgements, Refusals refusals) {
        this.breaker = breaker;
        this.sessions = sessions;
        this.nudges = nudges;
        this.judgements = judgements;
        this.refusals = refusals;
    }

    /** Whether to ask. */
    public boolean isWanted() {
        return breaker.open() != null && sessions.anyWantsFace();
    }

    /** Answered 200: whatever was said against that key is over, for everybody who keeps account of it. */
    public void answered(Exchange exchange) {
        var key = exchange.getProperty(TavusCalls.KEY_USED, "", String.class);
        if (refusals.isRefused(Provider.TAVUS, key))
            judgements.heard(new Judgements.Word(Provider.TAVUS, key, Verdict.VALID, "HTTP 200", Source.CHECK));
        else good(key);
    }

    /** A key is good (again), here or elsewhere: the breaker closes, and running sessions get their faces. */
    @EventListener
    void on(KeyJudged judged) {
        if (judged.provider() == Provider.TAVUS && judged.verdict() == Verdict.VALID) good(judged.fingerprint());
    }

    private void good(String fingerprint) {
        if (!breaker.probed(fingerprint)) return;
        var rooms = sessions.wake(Set.of(SessionState.AUDIO));
        log.info("Tavus answers again; {} sessions in audio are looked at", rooms.size());
        nudges.rooms(rooms);
    }
}
