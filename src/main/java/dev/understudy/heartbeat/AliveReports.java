package dev.understudy.heartbeat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.understudy.session.SignsOfLife.Seat;
import dev.understudy.session.Vouching;
import dev.understudy.web.Fields;
import dev.understudy.web.JsonBody;
import java.util.HashSet;
import java.util.Set;
import org.apache.camel.Body;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code POST /api/agents/alive}: a worker process says which of its agents live. */
@Component("aliveReports")
public class AliveReports {
    private static final int JOBS = 1_000;
    /** LiveKit's own limits of a room's name and an identity are 255 and 256 by default, and can be changed. */
    private static final int NAME = 1_024;

    private static final Set<String> FIELDS = Set.of("worker", "jobs");
    private static final Set<String> OF_A_JOB = Set.of("room", "identity", "session");
    private final Vouching vouching;

    /** Hands on what it reads. */
    public AliveReports(Vouching vouching) {
        this.vouching = vouching;
    }

    /** Takes a report; whoever nobody here knows in it does no harm. */
    public void take(@Body byte @Nullable [] body) {
        var fields = Fields.of(JsonBody.object(body)).only(FIELDS);
        vouching.report(fields.required("worker", NAME), jobs(fields));
    }

    private static Set<Seat> jobs(Fields fields) {
        var jobs = fields.raw("jobs");
        if (jobs == null || jobs.isNull()) throw fields.refuse("jobs", "missing-field", "It is required.");
        if (!(jobs instanceof ArrayNode)) throw fields.refuse("jobs", "wrong-type", "It must be an array.");
        if (jobs.size() > JOBS) throw fields.refuse("jobs", "too-many", "A worker may list " + JOBS + " jobs.");
        var seats = new HashSet<Seat>();
        for (int i = 0; i < jobs.size(); i++)
            seats.add(seat(fields.item("jobs", i).only(OF_A_JOB)));
        return seats;
    }

    private static Seat seat(Fields job) {
        job.text("session", NAME);
        return new Seat(job.required("room", NAME), job.required("identity", NAME));
    }
}
