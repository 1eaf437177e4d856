package dev.understudy.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A call as the recorder noted it, and how to make it again.
 *
 * @param line the recorded line
 */
record RecordedCall(JsonNode line) {
    /** The recorder cut long requests: what was left, and how long the whole was. */
    private static final Pattern CUT = Pattern.compile("(.*(.))… \\((\\d+) characters\\)", Pattern.DOTALL);

    /** Their token is for a room, the request names none. */
    private static final Set<String> OTHER_ROOM = Set.of(
            "create-dispatch-no-room-token-with-room",
            "content-type-in-capitals",
            "null-room",
            "body-over-4-MB",
            "empty-body");

    private static final int OVER_4_MB = 4_500_000;

    /** What it is about: {@code delete-dispatch-again}. */
    String about() {
        var name = line.get("name").asText();
        return name.substring("twirp.".length(), name.indexOf('.', "twirp.".length()));
    }

    String method() {
        return line.get("call").asText();
    }

    String type() {
        return line.path("ct").asText("");
    }

    int status() {
        return line.get("status").asInt();
    }

    String answerType() {
        return line.path("content_type").asText("");
    }

    JsonNode answer() {
        return line.get("answer");
    }

    /** Makes it; dispatch ids of the recording are replaced by the one created here, by content type. */
    Answer play(Stage stage, Map<String, String> dispatches) {
        var request = stage.to(path());
        request.method(verb(), BodyPublishers.ofByteArray(body(dispatches.getOrDefault(type(), "AD_none"))));
        if (!type().isEmpty()) request.header("Content-Type", type());
        RecordedTokens.header(about(), room()).ifPresent(value -> request.header("Authorization", value));
        return stage.send(request);
    }

    private String path() {
        return switch (about()) {
            case "rtc-validate-no-token" -> "/rtc/validate";
            case "unknown-service" -> "/twirp/livekit.Unknown/Nothing";
            case "no-twirp-prefix" -> "/twirp/Nothing";
            case "token-in-query" -> "/twirp/livekit.RoomService/ListRooms?access_token=" + Tokens.all("x");
            default ->
                "/twirp/livekit." + (method().endsWith("Dispatch") ? "AgentDispatchService/" : "RoomService/")
                        + method();
        };
    }

    private String verb() {
        return about().equals("get-instead-of-post") || about().startsWith("rtc-validate") ? "GET" : "POST";
    }

    private String room() {
        if (OTHER_ROOM.contains(about())) return "some-room";
        try {
            var json = Recordings.parse(text());
            return json.path("room").asText(json.path("name").asText(""));
        } catch (java.io.UncheckedIOException e) {
            return "some-room";
        }
    }

    private byte[] body(String dispatch) {
        if (about().equals("broken-body") && type().contains("protobuf")
                || about().equals("broken-body-no-token") && type().contains("protobuf"))
            return new byte[] {'\n', (byte) 0xff};
        var json = text().replaceAll("AD_(?!x|unknown)\\w+", dispatch);
        boolean protobuf = type().startsWith("application/protobuf") && !json.isEmpty() && !method().equals("Nothing");
        return protobuf ? Messages.protobuf(method(), json) : json.getBytes(StandardCharsets.UTF_8);
    }

    private String text() {
        if (about().equals("body-over-4-MB")) return "{\"room\":\"" + "x".repeat(OVER_4_MB) + "\"}";
        var request = line.get("request");
        if (!request.isTextual()) return request.toString();
        var text = request.asText();
        if (text.startsWith("b'")) return text.substring(2, text.length() - 1);
        var cut = CUT.matcher(text);
        return cut.matches() ? whole(cut.group(1), cut.group(2), Integer.parseInt(cut.group(3))) : text;
    }

    private static String whole(String start, String letter, int length) {
        var end = start.contains("attributes") ? "\"}}" : "\"}";
        return start + letter.repeat(length - start.length() - end.length()) + end;
    }
}
