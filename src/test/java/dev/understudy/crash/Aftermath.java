package dev.understudy.crash;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.fixtures.Http;
import dev.understudy.fixtures.Production;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/** What is the case in the world, held against what the application says of it. */
final class Aftermath {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> WITH_AGENT = Set.of("AUDIO", "VIDEO_STARTING", "VIDEO");
    private final Http world;
    private final Http application;
    private final List<String> wrong = new ArrayList<>();

    private Aftermath(Production production) {
        world = new Http(production.worldPort(), "sandbox");
        application = new Http(production.port(), "operator-of-the-test");
    }

    /** The ids of the sessions that the application knows now; none when it does not answer. */
    static Set<String> known(Production production) {
        var found = new TreeSet<String>();
        try {
            var list = read(new Http(production.port(), "operator-of-the-test").get("/api/sessions?limit=100"));
            list.path("sessions")
                    .forEach(session -> found.add(session.path("id").asText()));
        } catch (RuntimeException e) {
            return Set.of();
        }
        return found;
    }

    /** All that is not as it should be, now that everything is calm. */
    static List<String> wrong(Production production, Set<String> everSeen) {
        var aftermath = new Aftermath(production);
        var open = aftermath.openSessions();
        var rooms = aftermath.rooms();
        rooms.forEach((name, room) -> aftermath.room(room, open.get(name)));
        open.forEach((name, session) -> {
            if (!hasUser(rooms.get(name))) aftermath.wrong.add("a session of nobody goes on: " + session);
        });
        aftermath.conversations(open);
        aftermath.history(everSeen, open);
        return aftermath.wrong;
    }

    private TreeMap<String, JsonNode> openSessions() {
        var open = new TreeMap<String, JsonNode>();
        for (var state : List.of("REQUESTED", "DISPATCHED", "AUDIO", "VIDEO_STARTING", "VIDEO", "ENDING"))
            for (var session : read(application.get("/api/sessions?limit=100&state=" + state))
                    .path("sessions"))
                if (open.put(session.path("room").asText(), session) != null)
                    wrong.add("two open sessions in " + session.path("room"));
        return open;
    }

    private TreeMap<String, JsonNode> rooms() {
        var rooms = new TreeMap<String, JsonNode>();
        for (var room : read(world.get("/sandbox/rooms")))
            rooms.put(room.path("name").asText(), room);
        return rooms;
    }

    private void room(JsonNode room, JsonNode session) {
        var agents = agents(room);
        var name = room.path("name").asText();
        if (!hasUser(room)) {
            if (!agents.isEmpty()) wrong.add(name + " has nobody in it but " + agents);
        } else if (session == null) wrong.add(name + " has a user and no session");
        else {
            var named = session.path("agentIdentity").asText();
            if (!agents.equals(List.of(named))) wrong.add(name + " has " + agents + ", its session names " + named);
            if (!WITH_AGENT.contains(session.path("state").asText())) wrong.add(name + " is not served: " + session);
        }
    }

    private void conversations(TreeMap<String, JsonNode> open) {
        var having = new TreeSet<String>();
        for (var session : open.values())
            if (session.path("state").asText().startsWith("VIDEO"))
                having.add(session.path("id").asText());
        for (var talk : read(world.get("/sandbox/conversations"))) {
            var session = talk.path("conversation_name").asText().split("-")[2];
            var active = talk.path("status").asText().equals("active");
            if (active && !having.remove(session)) wrong.add("goes on for nobody, or twice: " + talk);
        }
    }

    private void history(Set<String> everSeen, TreeMap<String, JsonNode> open) {
        var going = new TreeSet<String>();
        open.values().forEach(session -> going.add(session.path("id").asText()));
        for (var id : everSeen) {
            var answer = application.call("GET", "/api/sessions/" + id, "");
            if (answer.statusCode() != 200) wrong.add("session " + id + " is lost: " + answer.statusCode());
            else if (!going.contains(id)
                    && read(answer.body()).path("endReason").isNull())
                wrong.add("session " + id + " is neither open nor over: " + answer.body());
        }
    }

    private static boolean hasUser(JsonNode room) {
        return room != null && people(room, "STANDARD").findAny().isPresent();
    }

    private static List<String> agents(JsonNode room) {
        return people(room, "AGENT")
                .filter(person -> person.path("attributes").has("lk.agent_name"))
                .map(person -> person.path("identity").asText())
                .toList();
    }

    private static java.util.stream.Stream<JsonNode> people(JsonNode room, String kind) {
        return StreamSupport.stream(room.path("participants").spliterator(), false)
                .filter(person -> person.path("kind").asText().equals(kind));
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(body, e);
        }
    }
}
