package dev.understudy.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Measures webhooks from their arrival to their answer, whatever the answer is: LiveKit's next event of the room waits for it. */
class WebhookTimes extends OncePerRequestFilter {
    private final Timer answer;

    WebhookTimes(MeterRegistry meters) {
        answer = Timer.builder(Meters.WEBHOOK_ANSWER)
                .description("from a webhook's arrival to its answer")
                .serviceLevelObjectives(Meters.MILLISECONDS)
                .register(meters);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var sample = Timer.start();
        try {
            chain.doFilter(request, response);
        } finally {
            if (request.isAsyncStarted()) request.getAsyncContext().addListener(new Stop(sample));
            else sample.stop(answer);
        }
    }

    private final class Stop implements AsyncListener {
        private final Timer.Sample sample;

        Stop(Timer.Sample sample) {
            this.sample = sample;
        }

        @Override
        public void onComplete(AsyncEvent event) {
            sample.stop(answer);
        }

        @Override
        public void onTimeout(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }
}
