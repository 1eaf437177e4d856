package dev.understudy.livekit;

import dev.understudy.credential.Judgements;
import dev.understudy.credential.Judgements.Word;
import dev.understudy.credential.Keys;
import dev.understudy.credential.Provider;
import dev.understudy.credential.Source;
import dev.understudy.credential.Verdict;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** A 401 may mean the key, a clock or a grant: it judges no key, but has the key checked at once and not in ten minutes. */
@Component
class LiveKitKeyDoubt {
    private final Keys keys;
    private final Judgements judgements;

    LiveKitKeyDoubt(Keys keys, Judgements judgements) {
        this.keys = keys;
        this.judgements = judgements;
    }

    @EventListener
    void on(LiveKitRefusedUs refusal) {
        var key = keys.current(Provider.LIVEKIT).fingerprint();
        judgements.heard(
                new Word(Provider.LIVEKIT, key, Verdict.UNKNOWN, "LiveKit answered 401 to a call", Source.LOG));
    }
}
