package dev.understudy.credential;

import static dev.understudy.credential.Provider.CARTESIA;
import static dev.understudy.credential.Provider.DEEPGRAM;
import static dev.understudy.credential.Provider.ELEVENLABS;
import static dev.understudy.credential.Provider.LIVEKIT;
import static dev.understudy.credential.Provider.OPENAI;
import static dev.understudy.credential.Provider.TAVUS;
import static dev.understudy.credential.Verdict.LIMITED;
import static dev.understudy.credential.Verdict.REJECTED;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What providers' refusals mean for a key, as a table: the first row that fits wins, and what fits none says nothing of the key. A
 * key is refused only by words that are known to be about the key; whatever has the status alone may come from something in
 * between. 429 and 5xx are in no row, so they never refuse a key.
 */
public final class VerdictRules {
    private static final List<Row> ROWS = List.of(
            // Tavus's OpenAPI document; 402 and "concurrent" are what its users report
            row(TAVUS, REJECTED, "access token", 401, 403),
            row(TAVUS, REJECTED, "unauthorized", 401),
            row(TAVUS, REJECTED, "forbidden", 403),
            row(TAVUS, LIMITED, "credits", 400, 402),
            row(TAVUS, LIMITED, "concurrent", 400),
            // platform.openai.com/docs/guides/error-codes; without its scope a key gets 403, sometimes 401
            row(OPENAI, LIMITED, "missing scopes", 401, 403),
            row(OPENAI, LIMITED, "insufficient permissions", 401, 403),
            row(OPENAI, LIMITED, "ip not authorized", 401, 403),
            row(OPENAI, LIMITED, "ip_not_authorized", 401, 403),
            row(OPENAI, LIMITED, "must be a member of an organization", 401, 403),
            row(OPENAI, LIMITED, "unsupported_country_region_territory", 403),
            row(OPENAI, LIMITED, "country, region, or territory not supported", 403),
            row(OPENAI, REJECTED, "account_deactivated", 401, 403),
            row(OPENAI, REJECTED, "invalid_api_key", 401),
            row(OPENAI, REJECTED, "incorrect api key provided", 401),
            // help.elevenlabs.io, "API - Error Code 400 or 401": detail.status counts, not the status of HTTP
            row(ELEVENLABS, LIMITED, "missing_permissions", 401, 403),
            row(ELEVENLABS, LIMITED, "quota_exceeded", 400, 401, 403),
            row(ELEVENLABS, REJECTED, "invalid_api_key", 400, 401),
            // livekit-server's pkg/service/auth.go; the two texts on signatures are its older and its newer library's
            row(LIVEKIT, REJECTED, "invalid api key", 401),
            row(LIVEKIT, REJECTED, "signature is invalid", 401),
            row(LIVEKIT, REJECTED, "error in cryptographic primitive", 401),
            row(LIVEKIT, LIMITED, "permissions denied", 401, 403),
            // developers.deepgram.com/reference/errors
            row(DEEPGRAM, LIMITED, "insufficient_permissions", 401, 403),
            row(DEEPGRAM, LIMITED, "sufficient permissions", 401, 403),
            row(DEEPGRAM, REJECTED, "invalid_auth", 401),
            row(DEEPGRAM, REJECTED, "invalid credentials", 401), // a line of text, seen on this one call
            // its documentation names the status only; these are the words that a refusal of the key would have
            row(CARTESIA, REJECTED, "api key", 401),
            row(CARTESIA, REJECTED, "unauthorized", 401));

    private VerdictRules() {}

    /**
     * A row.
     *
     * @param provider who says it
     * @param verdict what it means for the key
     * @param words what the answer has in its text or codes, in lower case
     * @param statuses with which of HTTP's statuses
     */
    record Row(Provider provider, Verdict verdict, String words, List<Integer> statuses) {
        boolean fits(Provider who, ProbeAnswer answer) {
            return provider == who
                    && statuses.contains(answer.status())
                    && answer.words().contains(words);
        }
    }

    /**
     * What an answer in use says of the key that was sent.
     *
     * @param status of HTTP
     * @param body a JSON object; an empty one for whatever is no JSON, which refuses no key
     * @return {@code UNKNOWN} when no row fits
     */
    public static Verdict verdict(Provider provider, int status, JsonNode body) {
        return find(provider, ProbeAnswer.of(status, body)).map(Row::verdict).orElse(Verdict.UNKNOWN);
    }

    /** The row that fits, if one does. */
    static Optional<Row> find(Provider provider, ProbeAnswer answer) {
        return ROWS.stream().filter(row -> row.fits(provider, answer)).findFirst();
    }

    private static Row row(Provider provider, Verdict verdict, String words, Integer... statuses) {
        return new Row(provider, verdict, words, Arrays.asList(statuses));
    }
}
