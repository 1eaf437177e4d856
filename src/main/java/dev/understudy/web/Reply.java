package dev.understudy.web;

import org.jspecify.annotations.Nullable;

/**
 * A good answer of a route, before it is written as JSON.
 *
 * @param status the HTTP status
 * @param body what becomes JSON
 * @param location the {@code Location} header, a path, where there is one
 */
public record Reply(int status, Object body, @Nullable String location) {

    /** 200. */
    public static Reply ok(Object body) {
        return new Reply(200, body, null);
    }

    /** 201. */
    public static Reply created(Object body) {
        return new Reply(201, body, null);
    }
}
