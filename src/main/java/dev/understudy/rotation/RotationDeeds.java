package dev.understudy.rotation;

import dev.understudy.audit.Audit;
import dev.understudy.audit.Audit.Deed;
import dev.understudy.rotation.RotationRequests.Asked;
import dev.understudy.rotation.StuckRequests.Wish;
import org.springframework.stereotype.Component;

/** Puts on record who asked for which key, by its fingerprint, and why, and what it came to. */
@Component
class RotationDeeds {
    private final Audit audit;

    RotationDeeds(Audit audit) {
        this.audit = audit;
    }

    void opened(Rotation rotation) {
        note(rotation, "opened as " + rotation.id());
    }

    void closed(Rotation rotation, RotationState state) {
        note(rotation, rotation.id() + " is " + state.code());
    }

    /** Somebody wanted to know what it would come to. */
    void planned(Asked asked, String fingerprint, String outcome) {
        var subject = asked.provider().wire() + " to key " + fingerprint;
        audit.note(new Deed(asked.askedBy(), "plan-rotation", subject, asked.why(), outcome));
    }

    void resumed(Wish wish) {
        audit.note(new Deed(wish.who(), "resume-rotation", wish.rotation().id(), wish.why(), "it is open again"));
    }

    void abandoned(Wish wish) {
        audit.note(new Deed(wish.who(), "abandon-rotation", wish.rotation().id(), wish.why(), "it is abandoned"));
    }

    private void note(Rotation rotation, String outcome) {
        var subject = rotation.provider() + " to key " + rotation.fingerprint();
        audit.note(new Deed(rotation.askedBy(), "rotate", subject, rotation.why(), outcome));
    }
}
