package dev.understudy.audit;

import dev.understudy.audit.Audit.Entry;
import dev.understudy.common.IsoTime;
import dev.understudy.common.Problem;
import dev.understudy.common.Refused;
import dev.understudy.web.Reply;
import java.time.Clock;
import java.util.Map;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code GET /api/audit}: who did what, and why. */
@Component("auditCalls")
public class AuditCalls {
    private static final int MOST = 100;
    private final Audit audit;
    private final AuditSettings settings;
    private final Clock clock;

    /** Reads the record. */
    public AuditCalls(Audit audit, AuditSettings settings, Clock clock) {
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    /** An entry as the API shows it; {@code at} is ISO-8601 in UTC with milliseconds. */
    public record View(String id, String at, String who, String action, String subject, String why, String outcome) {
        static View of(Entry entry) {
            var deed = entry.deed();
            return new View(
                    entry.id(),
                    IsoTime.of(entry.at()),
                    deed.who(),
                    deed.action(),
                    deed.subject(),
                    deed.why(),
                    deed.outcome());
        }
    }

    /** The newest first, at most 100; {@code before} is the id of the last one of the page before. */
    public Reply list(@Header("limit") @Nullable String limit, @Header("before") @Nullable String before) {
        var last = before == null ? null : audit.find(before).orElseThrow(AuditCalls::unknown);
        var found = audit.newest(number(limit), last).stream().map(View::of).toList();
        return Reply.ok(Map.of("entries", found));
    }

    /** Forgets what is older than {@code understudy.audit.keep}. */
    public int forget() {
        return audit.forget(clock.millis() - settings.keep().toMillis());
    }

    private static int number(@Nullable String limit) {
        if (limit == null) return MOST;
        if (limit.matches("[1-9]\\d{0,2}") && Integer.parseInt(limit) <= MOST) return Integer.parseInt(limit);
        throw refused("limit", "It must be a number from 1 to " + MOST + ".");
    }

    private static Refused unknown() {
        return refused("before", "No entry has this id.");
    }

    private static Refused refused(String field, String detail) {
        return Problem.of(422, "parameter-refused", "A parameter was refused", detail)
                .at(field)
                .refused();
    }
}
