package dev.understudy.rotation;

import dev.understudy.host.HostTrouble;

/** What may be told of a failure: our own words as they are, of all others only the kind. */
final class Told {
    private Told() {}

    static String of(Throwable failure) {
        var ours = failure instanceof HostTrouble || failure instanceof Setback;
        var message = failure.getMessage();
        return ours && message != null ? message : failure.getClass().getSimpleName();
    }
}
