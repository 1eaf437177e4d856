package dev.understudy.gateway;

import dev.understudy.common.Problem;
import dev.understudy.common.Refused;
import dev.understudy.tavus.TavusSettings;
import dev.understudy.web.JsonBody;
import dev.understudy.web.Reply;
import java.util.Map;
import org.apache.camel.Body;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code POST /personas} and {@code POST /pals}: livekit-plugins-tavus 1.0.22 to 1.5.0 asks for a persona first where the agent has no
 * TAVUS_PERSONA_ID, one for every session. It gets the one that is configured here, which is of the kind that it asks for (echo, by
 * LiveKit); none is ever made.
 */
@Component("gatewayPals")
public class GatewayPals {
    private final TavusSettings settings;

    /** Knows the PAL. */
    public GatewayPals(TavusSettings settings) {
        this.settings = settings;
    }

    /** The configured one under both of its names; 409 with what to set where there is none, or another kind is asked for. */
    public Reply configured(@Body byte @Nullable [] body) {
        var pal = settings.palId();
        var kind = JsonBody.object(body).path("pipeline_mode").asText("echo");
        if (pal == null || pal.isBlank() || !kind.equals("echo")) throw wanted();
        return Reply.ok(Map.of("persona_id", pal, "pal_id", pal));
    }

    private static Refused wanted() {
        return Problem.of(
                        409,
                        "gateway-pal-wanted",
                        "No persona is made through the gateway",
                        "Set TAVUS_PERSONA_ID (newer plugins: TAVUS_PAL_ID) where the agent runs, or TAVUS_PAL_ID for Understudy:"
                                + " one with pipeline_mode echo and the transport livekit.")
                .refused();
    }
}
