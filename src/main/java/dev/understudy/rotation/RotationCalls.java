package dev.understudy.rotation;

import dev.understudy.common.Problem;
import dev.understudy.common.Refused;
import dev.understudy.web.Reply;
import java.util.Map;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;

/** {@code GET /api/rotations}: looking at rotations. */
@Component("rotationCalls")
public class RotationCalls {
    private static final int MOST = 20;
    private final Rotations rotations;
    private final RotationViews views;

    /** Reads the store. */
    public RotationCalls(Rotations rotations, RotationViews views) {
        this.rotations = rotations;
        this.views = views;
    }

    /** The newest twenty with their stories, newest first. */
    public Reply list() {
        var found = rotations.newest(MOST).stream().map(views::of).toList();
        return Reply.ok(Map.of("rotations", found));
    }

    /** One with its story. */
    public Reply get(@Header("id") String id) {
        return Reply.ok(rotations.find(id).map(views::of).orElseThrow(RotationCalls::missing));
    }

    static Refused missing() {
        return Problem.of(404, "no-such-rotation", "No such rotation", "GET /api/rotations lists the newest ones.")
                .refused();
    }
}
