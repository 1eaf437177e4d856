package dev.understudy.alert;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.common.IsoTime;
import dev.understudy.common.Node;
import java.time.Clock;
import org.springframework.stereotype.Component;

/**
 * An alert as receivers get it: a CloudEvent 1.0 in its structured JSON form
 * (<a href="https://github.com/cloudevents/spec">the specification</a>), media type {@link #MEDIA_TYPE}.
 */
@Component
class AlertBody {
    static final String MEDIA_TYPE = "application/cloudevents+json";
    private static final String TYPE = "dev.understudy.alert.";
    private final Runbook runbook;
    private final String source;
    private final ObjectMapper json;
    private final Clock clock;

    AlertBody(Runbook runbook, Node node, ObjectMapper json, Clock clock) {
        this.runbook = runbook;
        source = "/understudy/" + node.name().replaceAll("[^A-Za-z0-9._~:-]", "-");
        this.json = json;
        this.clock = clock;
    }

    /** The JSON; an event's id is the same for all receivers. */
    String of(Alert alert, AlertEvent event) {
        var root = json.createObjectNode()
                .put("specversion", "1.0")
                .put("id", alert.id() + "-" + event.code())
                .put("source", source)
                .put("type", TYPE + event.code())
                .put("subject", alert.kind().code() + "/" + alert.subject())
                .put("time", IsoTime.of(clock.millis()))
                .put("datacontenttype", "application/json");
        var data = root.putObject("data")
                .put("event", event.code())
                .put("kind", alert.kind().code())
                .put("subject", alert.subject())
                .put("detail", alert.detail())
                .put("count", alert.count())
                .put("raisedAt", IsoTime.of(alert.raisedAt()));
        var clearedAt = alert.clearedAt();
        if (clearedAt != null) data.put("clearedAt", IsoTime.of(clearedAt));
        data.put("runbook", runbook.heading(alert.kind()));
        return root.toString();
    }
}
