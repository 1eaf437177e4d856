package dev.understudy.rotation;

import dev.understudy.audit.Audit;
import dev.understudy.audit.Audit.Deed;
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

    private void note(Rotation rotation, String outcome) {
        var subject = rotation.provider() + " to key " + rotation.fingerprint();
        audit.note(new Deed(rotation.askedBy(), "rotate", subject, rotation.why(), outcome));
    }
}
