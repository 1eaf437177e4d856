package dev.understudy.rotation;

import dev.understudy.alert.AlertKind;
import dev.understudy.alert.Alerts;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells people of a rotation that ended as anything but done, until one of that provider's is done. */
@Component("rotationAlerts")
public class RotationAlerts {
    private final PastRotations past;
    private final Alerts alerts;

    /** Goes by how the last one ended. */
    RotationAlerts(PastRotations past, Alerts alerts) {
        this.past = past;
        this.alerts = alerts;
    }

    /** One more is over. */
    @EventListener
    void on(RotationClosed closed) {
        for (var last : past.lastEnded()) if (last.provider().equals(closed.provider())) tell(last);
    }

    /** Makes good what a crash right after a rotation's end has left out. */
    public void review() {
        for (var last : past.lastEnded())
            if (isOver(last) || !alerts.isOpen(AlertKind.ROTATION_FAILED, last.provider())) tell(last);
    }

    private void tell(Rotation last) {
        if (isOver(last)) alerts.clear(AlertKind.ROTATION_FAILED, last.provider());
        else alerts.raise(AlertKind.ROTATION_FAILED, last.provider(), told(last));
    }

    /** Nobody has to do anything about it: it is done, or somebody took care. */
    private static boolean isOver(Rotation last) {
        return last.state() == RotationState.DONE || last.state() == RotationState.ABANDONED;
    }

    private static String told(Rotation rotation) {
        var problem = rotation.problem();
        return "rotation " + rotation.id() + " to key " + rotation.fingerprint() + " is "
                + rotation.state().code() + (problem == null ? "" : ": " + problem.title() + ". " + problem.detail());
    }
}
