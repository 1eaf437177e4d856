package dev.understudy.rotation;

import java.util.Locale;

/** How far a rotation, or a host's part of it, has come; as the API writes it in lower case. */
public enum RotationState {
    /** It is worked on, or will be again. */
    RUNNING,
    /** The new key is in use. */
    DONE,
    /** It failed, and everything is as it was. */
    ROLLED_BACK,
    /** It was not begun: nothing was touched. */
    REFUSED,
    /** It cannot be finished and cannot be undone by a program. */
    NEEDS_PERSON,
    /** It needed a person, who has ended it: its hosts are as that person left them, and not locked by it. */
    ABANDONED;

    /** In the API's words. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
