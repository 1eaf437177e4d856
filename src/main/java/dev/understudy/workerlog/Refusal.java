package dev.understudy.workerlog;

import dev.understudy.common.Letters;
import dev.understudy.credential.Provider;
import java.util.Optional;

/**
 * Somebody turns a worker away.
 *
 * @param source the row's name
 * @param provider whose key it is about; empty for somebody who is none of ours
 * @param kind how
 * @param sign by which that is known: a status or a word of the table, never of the log
 */
public record Refusal(String source, Optional<Provider> provider, Kind kind, String sign) {
    /** How; of one source in one record the first one of these counts, unless words say that the key is refused. */
    public enum Kind {
        /** The key is alive, and lacks a right, or its account is blocked. */
        LIMITED,
        /** The account has to pay first. */
        OUT_OF_CREDITS,
        /** It has as many as it may have at once. */
        FULL,
        /** The key is refused. */
        REFUSED;

        String wire() {
            return Letters.small(name()).replace('_', '-');
        }
    }

    /** The class of such a record: {@code openai-refused}. */
    public String name() {
        return source + "-" + kind.wire();
    }

    /** For people, in our own words: {@code 401 of tavus}. */
    public String label() {
        return sign + " of " + source;
    }

    /** Whether it is that provider's refusal of the key itself. */
    public boolean isOf(Provider whose) {
        return kind == Kind.REFUSED && provider.filter(whose::equals).isPresent();
    }
}
