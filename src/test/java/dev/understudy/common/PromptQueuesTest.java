package dev.understudy.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

/** The queues between routes let their consumers go at once when the application stops. */
class PromptQueuesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private final PromptQueues queues = new PromptQueues();
    private final DefaultCamelContext camel = new DefaultCamelContext();

    @Test
    void whoWaitsAtAnEmptyOneIsLetGoOnceTheStopHasBegun() {
        queues.onContextStopping(camel);
        var queue = queues.create(5);
        assertThat(assertTimeoutPreemptively(PATIENCE, () -> queue.poll(10, TimeUnit.DAYS)))
                .isNull();
    }

    @Test
    void whatIsInOneIsStillTaken() throws Exception {
        var queue = queues.create();
        var exchange = new DefaultExchange(camel);
        queue.put(exchange);
        queues.onContextStopping(camel);
        assertThat(queue.poll(10, TimeUnit.DAYS)).isSameAs(exchange);
    }
}
