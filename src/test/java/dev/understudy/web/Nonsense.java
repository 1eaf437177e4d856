package dev.understudy.web;

import java.util.List;

/** What callers send that nobody asked for. */
final class Nonsense {
    static final int TEN_MEGABYTES = 10_000_000;
    static final List<String> METHODS = List.of("GET", "PUT", "POST", "DELETE", "PATCH", "PROPFIND", "X");
    static final List<String> TYPES = List.of(
            "text/plain",
            "text/xml",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "multipart/form-data",
            "application/json; charset=utf-16",
            "application/json; charset=nonsense",
            "application/x-java-serialized-object",
            "a/b;;;",
            "nonsense",
            "*/*");
    static final List<String> BODIES = List.of(
            "",
            " ",
            "null",
            "[]",
            "5",
            "\"x\"",
            "{",
            "}",
            "{}{}",
            "{\"a\":1}",
            "{\"roomName\":5}",
            "{\"roomName\":{}}",
            "{\"roomName\":\"\\u0000\"}",
            "{\"roomName\":\"\\ud800\"}",
            "{\"roomName\":\"../../etc\"}",
            "{\"avatar\":\"hologram\"}",
            "{\"avatar\":null}",
            "{\"identity\":[]}",
            "<xml/>",
            "a=b&c=%zz",
            "%",
            "{\"a\":" + "[".repeat(2000),
            "{\"a\":1e999999999}",
            "{\"roomName\":1" + "0".repeat(2000) + "}");
    static final List<String> IDS = List.of(
            "unknown",
            "..%2f..%2fetc",
            "%00",
            "%0d%0aX:1",
            "%ff%fe",
            "%F0%9F%98%80",
            "a%20b",
            "%2e%2e",
            "a;b=c",
            "'%20or%201=1--",
            "x".repeat(3000));
    static final List<String> QUERIES = List.of(
            "?",
            "?&&&",
            "?a=%zz",
            "?state=NONSENSE",
            "?mode=smell",
            "?limit=-1",
            "?limit=x",
            "?rom=demo",
            "?limit=99999999999999999999",
            "?before=%00",
            "?room=%ff",
            "?id=1&id=2",
            "?CamelHttpResponseCode=200",
            "?Authorization=Bearer%20sandbox",
            "?Content-Type=x",
            "?" + "a=b&".repeat(500));

    private Nonsense() {}
}
