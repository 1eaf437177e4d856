package dev.understudy.backendlog;

import dev.understudy.credential.Judgements;
import dev.understudy.credential.Judgements.Word;
import dev.understudy.credential.Keys;
import dev.understudy.credential.Provider;
import dev.understudy.credential.Source;
import dev.understudy.credential.Verdict;
import org.springframework.stereotype.Component;

/** A log that tells of a refused key does not say which key was sent: it is a reason to ask for the current one, no verdict. */
@Component
class KeyDoubts implements Words {
    private final Judgements judgements;
    private final Keys keys;

    KeyDoubts(Judgements judgements, Keys keys) {
        this.judgements = judgements;
        this.keys = keys;
    }

    @Override
    public void of(Tally tally) {
        for (var each : tally.counts()) {
            var means = each.means();
            if (means != null) means.refuser().ifPresent(this::doubt);
        }
    }

    private void doubt(Provider provider) {
        var key = keys.current(provider);
        if (key.isEmpty()) return;
        var reason = "a backend's log tells of a refused key";
        judgements.heard(new Word(provider, key.fingerprint(), Verdict.UNKNOWN, reason, Source.LOG));
    }
}
