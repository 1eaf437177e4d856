package dev.understudy.rotation;

import dev.understudy.common.Secret;
import dev.understudy.credential.By;
import dev.understudy.credential.Keys;
import dev.understudy.credential.Provider;
import dev.understudy.rotation.Setback.StepFailed;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** The step that is done here: the new key becomes ours. */
@Component("rotationSlots")
public class SlotSteps {
    private static final String NAME = "promote";
    private final Steps steps;
    private final Keys keys;
    private final NewEnvFile newEnvFile;

    /** Moves the keys between the slots. */
    public SlotSteps(Steps steps, Keys keys, NewEnvFile newEnvFile) {
        this.steps = steps;
        this.keys = keys;
        this.newEnvFile = newEnvFile;
    }

    /** Right after a host's commit, since the old worker may take half an hour to finish: nobody shall wait for a face so long. */
    public void promoteEarly(@ExchangeProperty("run") Run run, @ExchangeProperty("work") Work work) {
        var provider = NewEnvFile.provider(work);
        var fingerprint = run.rotation().fingerprint();
        steps.once(run, NAME, () -> {
            var by = by(run);
            if (!keys.promote(provider, fingerprint, by))
                keys.promote(provider, newEnvFile.inUse(work).orElseThrow(SlotSteps::lost), by);
            return told(provider);
        });
    }

    /** The same without a host. */
    public void promote(@ExchangeProperty("run") Run run) {
        var provider = Provider.named(run.rotation().provider()).orElseThrow();
        steps.once(run, NAME, () -> {
            if (!keys.promote(provider, run.rotation().fingerprint(), by(run))) throw lost();
            return told(provider);
        });
    }

    private String told(Provider provider) {
        var previous = keys.previous(provider).map(Secret::fingerprint).orElse("none");
        return "current is " + keys.current(provider).fingerprint() + ", previous is " + previous;
    }

    private static By by(Run run) {
        return new By(
                run.rotation().askedBy(),
                "rotation " + run.rotation().id() + ": " + run.rotation().why());
    }

    private static StepFailed lost() {
        return new StepFailed("key-lost", "The key is not known here", "Neither the secrets file nor the host has it.");
    }
}
