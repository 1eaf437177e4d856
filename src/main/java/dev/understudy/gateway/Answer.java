package dev.understudy.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.session.Reason;
import dev.understudy.tavus.TavusRefused;
import org.jspecify.annotations.Nullable;

/**
 * What Tavus said.
 *
 * @param kind what it means
 * @param status the HTTP status; 0 when nothing was said
 * @param bytes the body as it came
 * @param json the body as a JSON object; null when it is none
 */
record Answer(Kind kind, int status, byte[] bytes, @Nullable JsonNode json) {
    private static final byte[] NOTHING = new byte[0];

    /** What answers mean; {@code docs/problems.md} says what callers are told. */
    enum Kind {
        GOOD(null),
        KEY_REJECTED(Reason.TAVUS_KEY_REJECTED),
        OUT_OF_CREDITS(Reason.TAVUS_OUT_OF_CREDITS),
        FULL(Reason.TAVUS_FULL),
        /** The request cannot be served: an unknown face, PAL or conversation. */
        MISCONFIGURED(Reason.TAVUS_MISCONFIGURED),
        /** 408, 429, 5xx, or nobody was asked. */
        BUSY(Reason.TAVUS_UNAVAILABLE),
        /** 401 or 403, but not in Tavus's words: that accuses no key. */
        UNCLEAR(Reason.TAVUS_UNAVAILABLE),
        /** No answer, or one that cannot be read: what was asked for may have been done. */
        UNSURE(Reason.TAVUS_UNAVAILABLE);

        private final @Nullable Reason reason;

        Kind(@Nullable Reason reason) {
            this.reason = reason;
        }

        static Kind of(TavusRefused refusal) {
            if (refusal instanceof TavusRefused.TavusKeyRejected) return KEY_REJECTED;
            if (refusal instanceof TavusRefused.TavusUnclear) return UNCLEAR;
            if (refusal instanceof TavusRefused.TavusOutOfCredits) return OUT_OF_CREDITS;
            if (refusal instanceof TavusRefused.TavusFull) return FULL;
            return refusal instanceof TavusRefused.TavusMisconfigured ? MISCONFIGURED : BUSY;
        }

        static Kind of(Reason why) {
            for (var kind : values()) if (kind.reason == why) return kind;
            return BUSY;
        }
    }

    /** Nothing was said, and this is what that means. */
    static Answer none(Kind kind) {
        return new Answer(kind, 0, NOTHING, null);
    }

    boolean isGood() {
        return kind == Kind.GOOD;
    }

    /** Why the session gets no face by this; not for good answers. */
    Reason reason() {
        if (kind.reason == null) throw new IllegalStateException("a good answer has no reason");
        return kind.reason;
    }

    /** Whether something may have been made although the answer is no: what stands in between may have said it. */
    boolean mayHaveWorked() {
        return kind == Kind.BUSY && (status == 408 || status >= 500);
    }

    /** The text under that name; empty when there is none. */
    String text(String name) {
        return json == null ? "" : json.path(name).asText("");
    }
}
