package dev.understudy.common;

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
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String field,
        @Nullable String instance) {

    /** The media type of every error answer. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPE_PREFIX = "urn:understudy:problem:";

    /** A problem with its stable code, for example {@code room-name-refused}. */
    public static Problem of(int status, String code, String title, String detail) {
        return new Problem(TYPE_PREFIX + code, title, status, detail, null, null);
    }

    /** Its stable code, without the urn. */
    public String code() {
        return type.substring(type.lastIndexOf(':') + 1);
    }

    /** The same problem, blamed on one field. */
    public Problem at(String name) {
        return new Problem(type, title, status, detail, name, instance);
    }

    /** The same problem, about something that can be looked at. */
    public Problem about(String path) {
        return new Problem(type, title, status, detail, field, path);
    }

    /** Makes it throwable: routes and Spring MVC answer with it. */
    public Refused refused() {
        return new Refused(this);
    }
}
