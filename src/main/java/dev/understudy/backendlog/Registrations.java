package dev.understudy.backendlog;

import static dev.understudy.alert.AlertKind.WORKER_NOT_REGISTERED;

import dev.understudy.alert.AlertSigns;
import dev.understudy.alert.AlertSigns.Hit;
import dev.understudy.rotation.RotationSettings.Target;
import org.springframework.stereotype.Component;

/** Which configured containers have no worker that is registered at LiveKit: nobody takes their jobs. */
@Component
class Registrations {
    private final AlertSigns signs;

    Registrations(AlertSigns signs) {
        this.signs = signs;
    }

    /** It was read; of a log whose beginning is not known, nobody can say. */
    void read(ReadLog log) {
        var subject = Telling.subject(log.host(), log.container());
        var isRegistered = log.isRegistered();
        if (isRegistered == null) return;
        if (isRegistered) {
            signs.over(WORKER_NOT_REGISTERED, subject, subject);
            signs.well(WORKER_NOT_REGISTERED, subject);
        } else
            lacking(
                    subject,
                    "container " + log.seen().id().substring(0, 12) + " is "
                            + log.seen().status());
    }

    /** There is no such container. */
    void missing(Target target) {
        lacking(Telling.subject(target.name(), target.container()), "there is no such container");
    }

    private void lacking(String subject, String why) {
        var words = WORKER_NOT_REGISTERED.words().orElseThrow() + " (" + why + ")";
        signs.lasts(WORKER_NOT_REGISTERED, subject, Hit.of(subject, "", words));
    }
}
