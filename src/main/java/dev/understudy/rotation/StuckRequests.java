package dev.understudy.rotation;

import dev.understudy.access.Access;
import dev.understudy.common.Problem;
import dev.understudy.common.Refused;
import dev.understudy.web.Fields;
import dev.understudy.web.JsonBody;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code POST /api/rotations/{id}/resume} and {@code …/abandon}: for a rotation that needs a person, in that person's words. */
@Component("stuckRequests")
public class StuckRequests {
    private static final int LONGEST_WHY = 200;
    private final Rotations rotations;
    private final Access access;

    /** Reads the store. */
    public StuckRequests(Rotations rotations, Access access) {
        this.rotations = rotations;
        this.access = access;
    }

    /**
     * What is asked for.
     *
     * @param rotation as it is
     * @param who calls
     * @param why in their words
     */
    record Wish(Rotation rotation, String who, String why) {}

    /** What is asked for becomes the property {@code wish}: 404 when there is no such rotation, 409 when it needs nobody. */
    public void read(
            @Header("id") String id,
            @Body byte @Nullable [] body,
            @Header(Exchange.HTTP_SERVLET_REQUEST) HttpServletRequest request,
            Exchange exchange) {
        exchange.getMessage().setBody(null);
        var why = Fields.of(JsonBody.object(body)).only(Set.of("why")).required("why", LONGEST_WHY);
        var rotation = rotations.find(id).orElseThrow(RotationCalls::missing);
        if (rotation.state() == RotationState.RUNNING) throw Opening.second(rotation);
        if (rotation.state() != RotationState.NEEDS_PERSON) throw over(rotation);
        exchange.setProperty("wish", new Wish(rotation, access.caller(request), why));
    }

    /** Somebody else was faster. */
    static Refused raced(Rotation rotation) {
        return Problem.of(
                        503,
                        "rotation-raced",
                        "Somebody else is at it",
                        rotation.id() + " is being resumed or abandoned at this moment: look at it again.")
                .about("/api/rotations/" + rotation.id())
                .refused();
    }

    private static Refused over(Rotation rotation) {
        return Problem.of(
                        409,
                        "rotation-not-stuck",
                        "The rotation needs nobody",
                        rotation.id() + " is " + rotation.state().code() + ".")
                .about("/api/rotations/" + rotation.id())
                .refused();
    }
}
