package dev.understudy.rotation;

import dev.understudy.web.Reply;
import org.apache.camel.Body;
import org.apache.camel.ProducerTemplate;
import org.springframework.stereotype.Component;

/** Wakes the route that works on rotations; should a nudge be lost, the timer finds the rotation. */
@Component("rotationNudge")
public class RotationNudge {
    private static final String RUN = "seda:rotation-run?waitForTaskToComplete=Never&discardWhenFull=true";
    private final ProducerTemplate producer;

    /** Sends to the route. */
    public RotationNudge(ProducerTemplate producer) {
        this.producer = producer;
    }

    /** The rotation that is answered with may begin; the answer stays as it is. */
    public void begin(@Body Reply reply) {
        if (reply.body() instanceof RotationViews.View view) producer.sendBody(RUN, view.id());
    }
}
