package dev.understudy.rotation;

import dev.understudy.common.Problem;
import dev.understudy.common.RandomId;
import dev.understudy.common.Refused;
import dev.understudy.common.Secret;
import dev.understudy.credential.Keys;
import dev.understudy.rotation.RotationRequests.Asked;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Opens a rotation: the key is kept in the secrets file, then the rotation and its hosts are written, and then it may begin. */
@Component("rotationOpening")
class Opening {
    private final Rotations rotations;
    private final HostParts parts;
    private final Journal journal;
    private final Keys keys;
    private final RotationDeeds deeds;
    private final RotationSettings settings;
    private final TransactionTemplate transaction;

    Opening(
            Rotations rotations,
            HostParts parts,
            Journal journal,
            Keys keys,
            RotationDeeds deeds,
            RotationSettings settings,
            TransactionTemplate transaction) {
        this.rotations = rotations;
        this.parts = parts;
        this.journal = journal;
        this.keys = keys;
        this.deeds = deeds;
        this.settings = settings;
        this.transaction = transaction;
    }

    /** Says no while one is open. */
    void refuseSecond() {
        rotations.open().ifPresent(open -> {
            throw second(open);
        });
    }

    /** Opens one; of several callers at once, one gets it. Whoever does not never touches the secrets file. */
    Rotation open(Asked asked, Secret key, String proof) {
        var rotation = asked.rotation(RandomId.of("r"), key, asked.startedAt());
        if (!Boolean.TRUE.equals(transaction.execute(status -> write(rotation, proof)))) throw lost();
        keep(rotation, asked, key);
        deeds.opened(rotation);
        return rotation;
    }

    /** A crash in here leaves a rotation without its key, which is refused when it is due. */
    private void keep(Rotation rotation, Asked asked, Secret key) {
        try {
            keys.stage(asked.provider(), key);
        } catch (RuntimeException e) {
            transaction.executeWithoutResult(status -> rotations.discard(rotation.id()));
            throw e;
        }
        if (rotations.ready(rotation.id())) return;
        keys.unstage(asked.provider(), key.fingerprint());
        throw Problem.of(503, "rotation-raced", "Keeping the key took too long", "Nothing was done: send it again.")
                .refused();
    }

    private boolean write(Rotation rotation, String proof) {
        if (!rotations.open(rotation)) return false;
        journal.note(rotation, "prove", "the key " + rotation.fingerprint() + " is good: " + proof);
        for (var target : settings.hosts())
            parts.add(new HostPart(
                    rotation.id(),
                    settings.hosts().indexOf(target),
                    target.name(),
                    RotationState.RUNNING,
                    HostFacts.NONE));
        return true;
    }

    private Refused lost() {
        return rotations.open().map(Opening::second).orElseGet(() -> Problem.of(
                        503, "rotation-raced", "Another rotation was faster", "It is over already: send yours again.")
                .refused());
    }

    static Refused second(Rotation open) {
        return Problem.of(
                        409,
                        "rotation-open",
                        "Another rotation is open",
                        open.id() + " is not finished: GET /api/rotations/" + open.id() + " tells how far it is.")
                .about("/api/rotations/" + open.id())
                .refused();
    }
}
