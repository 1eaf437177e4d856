package dev.understudy.backend;

import org.apache.camel.ExchangeProperty;
import org.apache.camel.ProducerTemplate;
import org.springframework.stereotype.Component;

/** Wakes the route that restarts; should a nudge be lost, the action is found when its time is over, and counts as failed. */
@Component("backendRestartNudge")
public class RestartNudge {
    private static final String RUN = "seda:backend-restart-run?waitForTaskToComplete=Never";
    private final ProducerTemplate producer;

    /** Sends to the route. */
    public RestartNudge(ProducerTemplate producer) {
        this.producer = producer;
    }

    /** It may begin. */
    public void begin(@ExchangeProperty("restart") Restart restart) {
        producer.sendBody(RUN, restart.action().id());
    }
}
