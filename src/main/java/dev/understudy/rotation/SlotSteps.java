package dev.understudy.rotation;

import dev.understudy.common.Secret;
import dev.understudy.credential.Keys;
import dev.understudy.credential.Provider;
import dev.understudy.rotation.Setback.StepFailed;
import dev.understudy.session.Nudges;
import dev.understudy.session.SessionState;
import dev.understudy.session.Sessions;
import java.util.Set;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** The steps that are done here: the new key becomes ours, and who waits for a face is told. */
@Component("rotationSlots")
public class SlotSteps {
    private static final String NAME = "promote";
    private final Steps steps;
    private final Keys keys;
    private final NewEnvFile newEnvFile;
    private final Sessions sessions;
    private final Nudges nudges;

    /** Moves the keys between the slots. */
    public SlotSteps(Steps steps, Keys keys, NewEnvFile newEnvFile, Sessions sessions, Nudges nudges) {
        this.steps = steps;
        this.keys = keys;
        this.newEnvFile = newEnvFile;
        this.sessions = sessions;
        this.nudges = nudges;
    }

    /** Right after a host's commit, since the old worker may take half an hour to finish: nobody shall wait for a face so long. */
    public void promoteEarly(@ExchangeProperty("run") Run run, @ExchangeProperty("work") Work work) {
        var provider = NewEnvFile.provider(work);
        var fingerprint = run.rotation().fingerprint();
        steps.once(run, NAME, () -> {
            if (keys.staged(provider, fingerprint).isEmpty() && !isCurrent(provider, fingerprint))
                promote(provider, newEnvFile.inUse(work).orElseThrow(SlotSteps::lost));
            else keys.promote(provider, fingerprint);
            return told(provider);
        });
    }

    /** The same without a host. */
    public void promote(@ExchangeProperty("run") Run run) {
        var provider = Provider.named(run.rotation().provider()).orElseThrow();
        steps.once(run, NAME, () -> {
            if (!keys.promote(provider, run.rotation().fingerprint())) throw lost();
            return told(provider);
        });
    }

    private void promote(Provider provider, Secret key) {
        keys.stage(provider, key);
        keys.promote(provider, key.fingerprint());
    }

    private boolean isCurrent(Provider provider, String fingerprint) {
        return keys.current(provider).fingerprint().equals(fingerprint);
    }

    private String told(Provider provider) {
        var rooms = sessions.wake(Set.of(SessionState.AUDIO));
        nudges.rooms(rooms);
        var previous = keys.previous(provider).map(Secret::fingerprint).orElse("none");
        return "current is " + keys.current(provider).fingerprint() + ", previous is " + previous + "; " + rooms.size()
                + " sessions in audio are looked at";
    }

    private static StepFailed lost() {
        return new StepFailed("key-lost", "The key is not known here", "Neither the secrets file nor the host has it.");
    }
}
