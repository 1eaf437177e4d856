package dev.understudy.web;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;

/** Tomcat's HTTP/1.1, whose connections are closed the way that Nginx closes them: {@link LingeringHttp11}. */
public class LingeringProtocol extends Http11NioProtocol {
    /** How many callers may be heard out at once, each on one of Tomcat's threads; whoever comes after them is cut off. */
    private static final int AT_ONCE = 16;

    private final Semaphore seats = new Semaphore(AT_ONCE);
    private volatile Duration linger = Duration.ZERO;

    /** How long a refused caller may go on sending, in all; zero cuts it off. */
    void linger(Duration atMost) {
        linger = atMost;
    }

    @Override
    protected Processor createProcessor() {
        var unread = new UnreadBodies(getAdapter());
        var processor = new LingeringHttp11(this, unread, seats);
        unread.takenBy(processor);
        return processor;
    }

    /** How long a refused caller may go on sending. */
    Duration linger() {
        return linger;
    }
}
