package dev.understudy.web;

import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/** Runs each request where it already is. It is a ThreadPoolTaskExecutor because Camel looks for that type. */
class ServletThreads extends ThreadPoolTaskExecutor {
    private static final long serialVersionUID = 1L;

    ServletThreads() {
        setCorePoolSize(1);
        setMaxPoolSize(1);
        setAllowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable request) {
        request.run();
    }
}
