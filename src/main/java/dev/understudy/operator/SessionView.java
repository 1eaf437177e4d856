package dev.understudy.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.understudy.common.IsoTime;
import dev.understudy.session.EndReason;
import dev.understudy.session.Reason;
import dev.understudy.session.Session;
import dev.understudy.session.SessionState;
import dev.understudy.session.TimelineEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session as the API shows it: the same in lists, alone, and in the answer of a dispatch. Times are ISO-8601, UTC, with
 * milliseconds.
 *
 * @param timeline its story; only where one session is asked for
 * @param metadata what the caller gave the agent; only there too, and only operators ask for one
 */
public record SessionView(
        String id,
        String room,
        SessionState state,
        @Nullable String mode,
        @Nullable Reason reason,
        @Nullable EndReason endReason,
        String agentName,
        @Nullable String agentIdentity,
        @Nullable String avatarIdentity,
        int attempt,
        String wanted,
        String createdAt,
        String updatedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Line> timeline,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String metadata) {
    /**
     * A line of the story.
     *
     * @param event what happened, in words
     */
    public record Line(
            String at,
            String event,
            SessionState state,
            @Nullable Reason reason,
            int attempt) {
        static Line of(TimelineEntry entry) {
            return new Line(time(entry.at()), entry.event(), entry.state(), entry.reason(), entry.attempt());
        }
    }

    /** Without its story. */
    static SessionView of(Session session) {
        return of(session, null);
    }

    /** With its story. */
    static SessionView of(Session session, @Nullable List<TimelineEntry> timeline) {
        return new SessionView(
                session.id(),
                session.room(),
                session.state(),
                session.mode(),
                session.reason(),
                session.endReason(),
                session.plan().agentName(),
                session.casting().identity(),
                session.face().identity(),
                session.casting().attempt(),
                session.plan().wanted(),
                time(session.stamps().createdAt()),
                time(session.stamps().updatedAt()),
                timeline == null ? null : timeline.stream().map(Line::of).toList(),
                timeline == null ? null : session.plan().data().metadata());
    }

    static String time(long at) {
        return IsoTime.of(at);
    }
}
