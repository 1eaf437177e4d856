package dev.understudy.workerlog;

import dev.understudy.common.Letters;
import dev.understudy.credential.Provider;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Somebody whom workers ask, and what they log when they are turned away: a row of {@code understudy.workerlog.sources}.
 *
 * @param name of a {@link Provider} as the API writes it, or of somebody whose key is none of ours
 * @param urls the ends of hosts' names; one that begins with a slash is the end of a websocket's path
 * @param names by which it is named in a log, in small letters; letters before and behind make it another word
 * @param limited the key is alive, and lacks a right, or its account is blocked
 * @param outOfCredits the account has to pay first
 * @param full it has as many as it may have at once
 * @param refused the key is refused
 */
public record Source(
        String name,
        @DefaultValue List<String> urls,
        @DefaultValue List<String> names,
        @Nullable Signs limited,
        @Nullable Signs outOfCredits,
        @Nullable Signs full,
        @Nullable Signs refused) {
    /** Refuses what is no name; the rest is compared in small letters. */
    public Source {
        if (!name.matches("[a-z0-9][a-z0-9-]{0,20}"))
            throw new IllegalArgumentException(
                    "understudy.workerlog.sources: \"" + name + "\" is no name (small letters, digits and dashes)");
        urls = urls.stream().map(Letters::small).toList();
        names = names.stream().map(Letters::small).toList();
    }

    /** Whose key it is; empty for somebody who is none of our providers. */
    public Optional<Provider> provider() {
        return Provider.named(name);
    }

    Signs signs(Refusal.Kind kind) {
        var signs =
                switch (kind) {
                    case LIMITED -> limited;
                    case OUT_OF_CREDITS -> outOfCredits;
                    case FULL -> full;
                    case REFUSED -> refused;
                };
        return signs == null ? Signs.NONE : signs;
    }
}
