package dev.understudy.alert;

import dev.understudy.common.Problem;
import dev.understudy.common.RandomId;
import dev.understudy.common.Refused;
import dev.understudy.web.Reply;
import java.util.List;
import java.util.Map;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code /api/alerts}: looking at alerts, having dead letters sent again, and trying whether alerts arrive. */
@Component("alertCalls")
public class AlertCalls {
    private static final int MOST = 100;
    private static final int LETTERS = 6;
    private final Alerts alerts;
    private final AlertViews views;
    private final Deliveries deliveries;

    AlertCalls(Alerts alerts, AlertViews views, Deliveries deliveries) {
        this.alerts = alerts;
        this.views = views;
        this.deliveries = deliveries;
    }

    /** The newest hundred, newest first; with {@code open=true} those that last. */
    public Reply list(@Header("open") @Nullable String open) {
        if (open != null && !List.of("true", "false").contains(open)) throw notBoolean();
        var found = "true".equals(open) ? alerts.open().stream().limit(MOST).toList() : alerts.newest(MOST);
        return Reply.ok(Map.of("alerts", views.of(found)));
    }

    /** Puts one's dead letters back; without any nothing changes. */
    public Reply redeliver(@Header("id") String id) {
        var alert = alerts.find(id).orElseThrow(AlertCalls::unknown);
        deliveries.putBack(id);
        return Reply.ok(views.of(List.of(alert)).get(0));
    }

    /** Raises an alert and clears it: each receiver is told both. Answers with it; what becomes of it is to be looked at. */
    public Reply test() {
        var subject = RandomId.of("test-", LETTERS);
        alerts.raise(AlertKind.TEST, subject, "somebody tries whether alerts arrive; nothing is wrong");
        alerts.clear(AlertKind.TEST, subject);
        var raised = alerts.newest(MOST).stream()
                .filter(alert -> alert.subject().equals(subject))
                .toList();
        return new Reply(202, views.of(raised).get(0), null);
    }

    private static Refused notBoolean() {
        return Problem.of(422, "parameter-refused", "A parameter was refused", "It must be true or false.")
                .at("open")
                .refused();
    }

    private static Refused unknown() {
        return Problem.of(404, "no-such-alert", "No such alert", "GET /api/alerts lists the newest ones.")
                .refused();
    }
}
