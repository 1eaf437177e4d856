package dev.understudy.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.store.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;

/** A session as a row and back: what is searched for has a column, what only the machine reads is JSON. */
@Component
class SessionRows implements RowMapper<Session> {
    private final ObjectMapper json;

    SessionRows(ObjectMapper json) {
        this.json = json;
    }

    private record Data(Plan plan, Casting casting, Face face, Command command, Presence presence) {}

    @Override
    public Session mapRow(ResultSet row, int number) throws SQLException {
        var data = read(row.getString("data"));
        return new Session(
                row.getString("id"),
                row.getString("room"),
                data.plan(),
                SessionState.valueOf(row.getString("state")),
                reason(row.getString("reason")),
                endReason(row.getString("end_reason")),
                Casting.read(data.casting()),
                data.face(),
                data.command(),
                Presence.read(data.presence()),
                stamps(row));
    }

    String data(Session session) {
        try {
            return json.writeValueAsString(
                    new Data(session.plan(), session.casting(), session.face(), session.command(), session.presence()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a session cannot be written down", e);
        }
    }

    static @Nullable Reason reason(@Nullable String code) {
        return code == null ? null : Reason.valueOf(code.toUpperCase(Locale.ROOT));
    }

    private static @Nullable EndReason endReason(@Nullable String code) {
        return code == null ? null : EndReason.valueOf(code.toUpperCase(Locale.ROOT));
    }

    private static Session.Stamps stamps(ResultSet row) throws SQLException {
        var dueAt = Columns.number(row, "due_at");
        return new Session.Stamps(row.getLong("created_at"), row.getLong("updated_at"), dueAt, row.getLong("version"));
    }

    private Data read(String text) {
        try {
            return json.readValue(text, Data.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a session's row cannot be read: " + e.getOriginalMessage(), e);
        }
    }
}
