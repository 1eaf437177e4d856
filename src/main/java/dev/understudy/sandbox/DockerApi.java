package dev.understudy.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The simulated engine's API behind {@code docker system dial-stdio}: one request of HTTP/1.0, one answer. */
@Simulated
class DockerApi {
    private static final Pattern CREATE =
            Pattern.compile("POST (?:/v1\\.[0-9]+)?/containers/create(?:\\?name=([^ &]*))? HTTP/1\\.[01]");
    private static final Pattern CONNECT =
            Pattern.compile("POST (?:/v1\\.[0-9]+)?/networks/([^ /?]+)/connect HTTP/1\\.[01]");
    private static final String PAGE = "{\"message\":\"page not found\"}\n";
    private final FakeDocker docker;

    DockerApi(FakeDocker docker) {
        this.docker = docker;
    }

    /** The answer; nothing when no whole request came. */
    byte[] answer(byte[] request) {
        var text = new String(request, StandardCharsets.UTF_8);
        var end = text.indexOf("\r\n\r\n");
        if (end < 0) return new byte[0];
        try {
            return answer(text.substring(0, text.indexOf("\r\n")), text.substring(end + 4));
        } catch (DockerRefused e) {
            var body = DockerDefaults.object().put("message", e.said());
            return http(e.status() + " " + reason(e.status()), body + "\n");
        }
    }

    private byte[] answer(String line, String body) {
        var create = CREATE.matcher(line);
        if (create.matches()) return create(create.group(1) == null ? "" : create.group(1), object(body));
        var connect = CONNECT.matcher(line);
        if (!connect.matches()) return http("404 Not Found", PAGE);
        var said = object(body);
        docker.connect(decoded(connect.group(1)), said.path("Container").asText(), said.path("EndpointConfig"));
        return http("200 OK", "");
    }

    private byte[] create(String name, ObjectNode body) {
        var answer = DockerDefaults.object()
                .put("Id", docker.create(decoded(name), body).id());
        answer.putArray("Warnings");
        return http("201 Created", answer + "\n");
    }

    private static ObjectNode object(String body) {
        JsonNode json = DockerDefaults.read(body.isEmpty() ? "{}" : body);
        if (json instanceof ObjectNode object) return object;
        throw new DockerRefused(400, "invalid JSON: not an object");
    }

    private static byte[] http(String status, String body) {
        var bytes = HostAnswer.bytes(body);
        var head = "HTTP/1.0 " + status + "\r\nApi-Version: 1.50\r\nContent-Type: application/json\r\nOstype: linux\r\n"
                + "Server: Docker/" + DockerCli.VERSION + " (linux)\r\nContent-Length: " + bytes.length + "\r\n\r\n";
        return HostAnswer.bytes(head + body);
    }

    private static String reason(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 409 -> "Conflict";
            default -> "Internal Server Error";
        };
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
