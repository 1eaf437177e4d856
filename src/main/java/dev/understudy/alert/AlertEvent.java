package dev.understudy.alert;

import java.util.Locale;

/** What receivers are told of an alert. */
public enum AlertEvent {
    /** It was seen for the first time. */
    RAISED,
    /** It is over. */
    CLEARED;

    /** As it is written in the store and in JSON. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
