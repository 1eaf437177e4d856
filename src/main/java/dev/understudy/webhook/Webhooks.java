package dev.understudy.webhook;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The events that came in: each kept once, waiting until a session has worked on it, and then for a day against duplicates. */
@Repository
public class Webhooks {
    private static final int MOST_OF_A_ROOM = 200;
    private static final String COLUMNS =
            "id, event, room, room_sid, participant, participant_sid, received_at, parting";
    /** Within a room no two waiting events share a millisecond: LiveKit sends them one by one, and that order is kept. */
    private static final String STORE = "insert into webhook_event (" + COLUMNS + ", worked_at) values"
            + " (:id, :event, :room, :roomSid, :participant, :participantSid,"
            + " (select case when coalesce(max(received_at), 0) >= :at then max(received_at) + 1 else :at end"
            + " from webhook_event where room = :room and worked_at is null), :detail, :workedAt)"
            + " on conflict (id) do nothing";

    private final JdbcClient jdbc;

    /** Keeps them in this database. */
    public Webhooks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps an event in one statement; one that concerns no session counts as worked on. False: it was here already. */
    public boolean store(WebhookEvent event) {
        return jdbc.sql(STORE)
                        .param("id", event.id())
                        .param("event", event.event())
                        .param("room", event.room())
                        .param("roomSid", event.roomSid())
                        .param("participant", event.participant())
                        .param("participantSid", event.participantSid())
                        .param("at", event.receivedAt())
                        .param("detail", event.detail())
                        .param("workedAt", event.concernsSession() ? null : event.receivedAt(), java.sql.Types.BIGINT)
                        .update()
                == 1;
    }

    /** What a room has waiting, oldest first, at most 200. */
    public List<WebhookEvent> waiting(String room) {
        return jdbc.sql("select " + COLUMNS + " as detail from webhook_event where room = :room and worked_at is null"
                        + " order by received_at, id limit " + MOST_OF_A_ROOM)
                .param("room", room)
                .query(WebhookEvent.class)
                .list();
    }

    /** Rooms with an event that came before this time (UTC ms) and is still waiting. */
    public List<String> roomsWaiting(long before, int limit) {
        return jdbc.sql("select room from webhook_event where worked_at is null and received_at < :before"
                        + " group by room order by min(received_at) limit :limit")
                .param("before", before)
                .param("limit", limit)
                .query(String.class)
                .list();
    }

    /** Of which of these rooms, by their sids, any event has told within the day that events are kept. */
    public Set<String> told(Collection<String> sids) {
        if (sids.isEmpty()) return Set.of();
        return new HashSet<>(jdbc.sql("select distinct room_sid from webhook_event where room_sid in (:sids)")
                .param("sids", sids)
                .query(String.class)
                .list());
    }

    /** Whether an event of any room was worked on since that time (UTC ms). */
    public boolean anySince(long at) {
        return jdbc.sql("select 1 from webhook_event where worked_at >= :at limit 1")
                .param("at", at)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** These were worked on now (UTC ms). */
    public void worked(Collection<String> ids, long now) {
        if (ids.isEmpty()) return;
        jdbc.sql("update webhook_event set worked_at = :now where id in (:ids)")
                .param("now", now)
                .param("ids", ids)
                .update();
    }

    /** Forgets what was worked on before this time (UTC ms); says how many. */
    public int forget(long before) {
        return jdbc.sql("delete from webhook_event where worked_at < :before")
                .param("before", before)
                .update();
    }
}
