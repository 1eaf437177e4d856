package dev.understudy.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.understudy.token.AgentWish;
import dev.understudy.token.AgentWishes;
import dev.understudy.token.TokenRequest;
import dev.understudy.token.TokenSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Body;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What tokens promised of the room's agent, kept until nobody can join with them any more. The next session of the room grants it,
 * whoever comes first, as LiveKit would by the token; later ones only while its holder is there, for it may be about that person.
 */
@Repository("promises")
public class Promises {
    /** LiveKit takes tokens for so long after their end (measured on 1.13.5). */
    private static final Duration LEEWAY = Duration.ofMinutes(1);

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    private final JdbcClient db;
    private final TokenSettings settings;
    private final Clock clock;

    /** Works over the one database. */
    public Promises(JdbcClient db, TokenSettings settings, Clock clock) {
        this.db = db;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Remembers what a request wants of the agent; the newest of its identity counts. The request goes on as it is.
     *
     * @throws dev.understudy.common.Refused 409 while another identity was promised something else: a room has one agent
     */
    public TokenRequest keep(@Body TokenRequest request) {
        if (request.agent().isNone()) return request;
        var now = clock.millis();
        var wish = text(request.agent());
        db.sql("delete from agent_promise where until < ?").param(now).update();
        var others = db.sql("select count(*) from agent_promise where room = ? and identity <> ? and wish <> ?"
                        + " and used = 0")
                .params(request.room(), request.identity(), wish)
                .query(Long.class)
                .single();
        if (others > 0) throw AgentWishes.late();
        db.sql(
                        "insert into agent_promise (room, identity, wish, until, used) values (?, ?, ?, ?, 0)"
                                + " on conflict (room, identity) do update set wish = excluded.wish, until = excluded.until, used = 0")
                .params(
                        request.room(),
                        request.identity(),
                        wish,
                        now + settings.ttl().plus(LEEWAY).toMillis())
                .update();
        return request;
    }

    /** What the room's next session has to grant while these people are in the room; it is granted with that. */
    public Optional<AgentWish> take(String room, List<String> present) {
        var found = db.sql(
                        "select identity, wish, used from agent_promise where room = ? and until >= ? order by until")
                .params(room, clock.millis())
                .query(Kept.class)
                .list();
        var due = found.stream().filter(one -> one.used() == 0).findFirst();
        if (due.isEmpty())
            due = found.stream().filter(one -> present.contains(one.identity())).findFirst();
        if (due.isPresent())
            db.sql("update agent_promise set used = 1 where room = ?")
                    .param(room)
                    .update();
        return due.map(one -> wish(one.wish()));
    }

    private record Kept(String identity, String wish, int used) {}

    private static String text(AgentWish wish) {
        try {
            return JSON.writeValueAsString(wish);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can be written as JSON", e);
        }
    }

    private static AgentWish wish(String text) {
        try {
            return JSON.readValue(text, AgentWish.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was written as JSON can be read", e);
        }
    }
}
