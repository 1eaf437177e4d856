package dev.understudy.events;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The threads that write to listeners; a slow connection holds one up until the server's own time limit for it. */
@Configuration(proxyBeanMethods = false)
class EventThreads {
    private static final int THREADS = 8;

    @Bean(destroyMethod = "shutdown")
    ExecutorService eventSenders() {
        var threads = new ThreadPoolExecutor(
                THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), EventThreads::thread);
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "event-sender");
        thread.setDaemon(true);
        return thread;
    }
}
