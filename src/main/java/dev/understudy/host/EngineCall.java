package dev.understudy.host;

import java.nio.charset.StandardCharsets;

/** A request to Docker's API and its answer, as bytes for {@code docker system dial-stdio}. HTTP/1.0: the answer ends the connection. */
public final class EngineCall {
    private EngineCall() {}

    /** POSTs JSON; without a version in the path the engine takes its own newest. */
    public static byte[] post(String path, byte[] json) {
        var head = "POST " + path + " HTTP/1.0\r\nHost: docker\r\nContent-Type: application/json\r\nContent-Length: "
                + json.length + "\r\n\r\n";
        var first = head.getBytes(StandardCharsets.US_ASCII);
        var all = java.util.Arrays.copyOf(first, first.length + json.length);
        System.arraycopy(json, 0, all, first.length, json.length);
        return all;
    }

    /**
     * An answer of the engine's.
     *
     * @param status the HTTP status; 0 when what came was no answer
     * @param body its body, JSON
     */
    public record Answer(int status, String body) {
        /** True for 2xx. */
        public boolean isGood() {
            return status / 100 == 2;
        }
    }

    /** Takes the answer apart. */
    public static Answer parse(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8);
        var end = text.indexOf("\r\n\r\n");
        var line = text.split("\r\n", 2)[0].split(" ", 3);
        if (end < 0 || line.length < 2 || !line[0].startsWith("HTTP/") || !line[1].matches("[1-5]\\d\\d"))
            return new Answer(0, "");
        return new Answer(Integer.parseInt(line[1]), text.substring(end + 4));
    }
}
