package dev.understudy.smoke;

import dev.understudy.access.Access;
import dev.understudy.common.Problem;
import dev.understudy.common.Refused;
import dev.understudy.web.Fields;
import dev.understudy.web.JsonBody;
import dev.understudy.web.Reply;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code /api/smoke}: beginning a smoke check, and reading what came of it. */
@Component("smokeCalls")
public class SmokeCalls {
    private static final int MOST = 20;
    private final SmokeStart start;
    private final SmokeRuns runs;
    private final Access access;

    /** Starts and reads runs. */
    public SmokeCalls(SmokeStart start, SmokeRuns runs, Access access) {
        this.start = start;
        this.runs = runs;
        this.access = access;
    }

    /** 202 with the run that begins; its body has no fields. */
    public Reply begin(
            @Body byte @Nullable [] body, @Header(Exchange.HTTP_SERVLET_REQUEST) HttpServletRequest request) {
        Fields.of(JsonBody.object(body)).only(Set.of());
        var run = start.start(access.caller(request));
        return new Reply(202, SmokeView.of(run), "/api/smoke/" + run.id());
    }

    /** The newest twenty, newest first. */
    public Reply list() {
        return Reply.ok(
                Map.of("runs", runs.newest(MOST).stream().map(SmokeView::of).toList()));
    }

    /** One. */
    public Reply get(@Header("id") String id) {
        return Reply.ok(runs.find(id).map(SmokeView::of).orElseThrow(SmokeCalls::unknown));
    }

    /** The newest one, running or over. */
    public Reply latest() {
        return Reply.ok(runs.newest(1).stream().findFirst().map(SmokeView::of).orElseThrow(SmokeCalls::unknown));
    }

    private static Refused unknown() {
        return Problem.of(404, "no-such-smoke-check", "No such smoke check", "GET /api/smoke lists the newest ones.")
                .refused();
    }
}
