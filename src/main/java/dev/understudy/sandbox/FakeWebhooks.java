package dev.understudy.sandbox;

import dev.understudy.sandbox.WebhookQueue.Delivery;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import livekit.LivekitWebhook.WebhookEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends LiveKit's webhooks: one queue per room name, rooms side by side, retried and dropped as livekit-server does. */
@Simulated
class FakeWebhooks {
    private static final Logger log = LoggerFactory.getLogger(FakeWebhooks.class);
    private static final int MAX_AGE_SECONDS = 30;

    private final SandboxSettings settings;
    private final FakeFaults faults;
    private final Posts posts;
    private final Later later;
    private final WebhookSignature signature;
    private final Map<String, WebhookQueue> queues = new ConcurrentHashMap<>();

    FakeWebhooks(SandboxSettings settings, FakeFaults faults, Posts posts, Later later, WebhookSignature signature) {
        this.settings = settings;
        this.faults = faults;
        this.posts = posts;
        this.later = later;
        this.signature = signature;
    }

    /** Gives the event its id and time and puts it in its room's queue. */
    void tell(String room, WebhookEvent.Builder event) {
        if (faults.webhooksAreLost()) return;
        event.setId(Ids.next("EV_")).setCreatedAt(System.currentTimeMillis() / 1000);
        var bytes = WireJson.write(event.build(), WireJson.Style.WEBHOOK);
        offer(room, bytes);
    }

    /** The server is killed: what waits in its memory is never sent. */
    void forget() {
        queues.values().forEach(WebhookQueue::forget);
    }

    private void offer(String room, byte[] bytes) {
        var queue = queues.compute(room, (name, found) -> {
            var open = found == null ? new WebhookQueue(name) : found;
            if (!open.offer(new Delivery(bytes, System.nanoTime())))
                log.warn("a webhook of room {} is dropped: queue full", name);
            return open;
        });
        next(queue);
    }

    private void next(WebhookQueue queue) {
        for (var delivery = queue.take(); delivery != null; delivery = queue.take()) {
            if (!tooOld(delivery) && !faults.webhooksAreLost()) {
                send(queue, delivery);
                return;
            }
            queue.sent();
        }
    }

    private void send(WebhookQueue queue, Delivery delivery) {
        var jwt = signature.of(delivery.bytes());
        int copies = faults.is(LiveKitFault.DUPLICATE_WEBHOOKS) ? 2 : 1;
        attempt(new Attempt(queue, delivery, jwt, 0, copies));
    }

    private void attempt(Attempt attempt) {
        if (faults.webhooksAreLost()) {
            settled(attempt.queue());
            return;
        }
        posts.post(
                        settings.webhookUrl(),
                        WebhookQueue.headers(attempt.jwt()),
                        attempt.delivery().bytes())
                .whenComplete((answer, failure) -> answered(attempt, answer));
    }

    private void answered(Attempt attempt, @Nullable HttpResponse<Void> answer) {
        int status = answer == null ? WebhookRetry.NO_ANSWER : answer.statusCode();
        var retryAfter = answer == null
                ? null
                : answer.headers().firstValue("Retry-After").orElse(null);
        var wait = WebhookRetry.after(
                attempt.retries(), status, retryAfter, settings.delays().webhookSecond());
        if (wait.isPresent()) later.in(wait.get(), () -> attempt(attempt.again()));
        else if (attempt.copies() > 1) attempt(attempt.copy());
        else settled(attempt.queue());
    }

    /** Sends the next one, and forgets a queue that has nothing left. */
    private void settled(WebhookQueue queue) {
        queue.sent();
        next(queue);
        queues.computeIfPresent(queue.room(), (name, found) -> found.idle() ? null : found);
    }

    private boolean tooOld(Delivery delivery) {
        Duration limit = settings.delays().webhookSecond().multipliedBy(MAX_AGE_SECONDS);
        return System.nanoTime() - delivery.since() > limit.toNanos();
    }

    private record Attempt(WebhookQueue queue, Delivery delivery, String jwt, int retries, int copies) {
        Attempt again() {
            return new Attempt(queue, delivery, jwt, retries + 1, copies);
        }

        Attempt copy() {
            return new Attempt(queue, delivery, jwt, 0, copies - 1);
        }
    }
}
