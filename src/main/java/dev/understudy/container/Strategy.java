package dev.understudy.container;

import java.util.Locale;

/** How the next container takes the old one's place. */
public enum Strategy {
    /** Both run until the next one is verified: no gap. */
    OVERLAP,
    /** The old one stops before the next one starts: something of it can be had only once. */
    STOP_FIRST,
    /** Compose made it, and Compose would make it anew. */
    COMPOSE,
    /** There is none yet; it is made from what is configured. */
    FIRST_RUN;

    /** As the API and the journal write it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
