package dev.understudy.common;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.seda.BlockingQueueFactory;
import org.apache.camel.support.LifecycleStrategySupport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The queues behind {@code seda:}. Camel stops the consumers of one after the other and waits each time until they have waited
 * in vain for their whole second: eight queues took 8 s to stop (measured on 4.17.0). Once the stop has begun nobody waits long
 * at these; what is in them is still taken and finished.
 */
@Component
public class PromptQueues extends LifecycleStrategySupport implements BlockingQueueFactory<Exchange> {
    private static final int SIZE = 1000;
    private static final long BRIEFLY_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private volatile boolean stopping;

    @Override
    public void onContextStopping(CamelContext camel) {
        stopping = true;
    }

    @Override
    public void onContextStarting(CamelContext camel) {
        stopping = false;
    }

    @Override
    public BlockingQueue<Exchange> create() {
        return create(SIZE);
    }

    @Override
    public BlockingQueue<Exchange> create(int capacity) {
        return new Prompt(capacity);
    }

    private final class Prompt extends LinkedBlockingQueue<Exchange> {
        private static final long serialVersionUID = 1L;

        Prompt(int capacity) {
            super(capacity);
        }

        @Override
        public @Nullable Exchange poll(long timeout, TimeUnit unit) throws InterruptedException {
            var wait = unit.toNanos(timeout);
            return super.poll(stopping ? Math.min(wait, BRIEFLY_NS) : wait, TimeUnit.NANOSECONDS);
        }
    }
}
