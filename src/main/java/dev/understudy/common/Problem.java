package dev.understudy.common;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * An error as the caller reads it: {@code application/problem+json} (RFC 9457).
 *
 * @param type a stable urn, {@code urn:understudy:problem:<code>}; each is explained in docs/problems.md
 * @param title what is wrong, in a few words
 * @param status the HTTP status
 * @param detail what was wrong this time and what to do about it
 * @param field the offending field, where one is to blame
 * @param instance the path of what it is about, where there is one
 * @param limit the setting of understudy.limits that was reached, where one was
 * @param retryAfter when to come again, s; 0 where nothing is said of it. It travels as a header
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String field,
        @Nullable String instance,
        @Nullable String limit,
        @JsonIgnore long retryAfter) {

    /** The media type of every error answer. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPE_PREFIX = "urn:understudy:problem:";

    /** A problem with its stable code, for example {@code room-name-refused}. */
    public static Problem of(int status, String code, String title, String detail) {
        return new Problem(TYPE_PREFIX + code, title, status, detail, null, null, null, 0);
    }

    /** Its stable code, without the urn. */
    public String code() {
        return type.substring(type.lastIndexOf(':') + 1);
    }

    /** The same problem, blamed on one field. */
    public Problem at(String name) {
        return new Problem(type, title, status, detail, name, instance, limit, retryAfter);
    }

    /** The same problem, about something that can be looked at. */
    public Problem about(String path) {
        return new Problem(type, title, status, detail, field, path, limit, retryAfter);
    }

    /**
     * As many as a limit allows.
     *
     * @param name of the setting
     * @param detail what there were too many of, and what to do
     * @param seconds after which another one may be let through
     */
    public static Problem limitReached(String name, String detail, long seconds) {
        var problem = Problem.of(429, "limit-reached", "A limit is reached", detail);
        return new Problem(problem.type, problem.title, 429, detail, null, null, name, Math.max(1, seconds));
    }

    /** Makes it throwable: routes and Spring MVC answer with it. */
    public Refused refused() {
        return new Refused(this);
    }
}
