package dev.understudy.sandbox;

import java.util.ArrayDeque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The webhooks of one room: sent strictly one at a time, in order; 200 may wait, more are lost. */
final class WebhookQueue {
    private static final int DEPTH = 200;

    /**
     * One event on its way.
     *
     * @param bytes the body, the same at each try
     * @param since when it was put in the queue, {@link System#nanoTime()}
     */
    record Delivery(byte[] bytes, long since) {}

    private final String room;
    private final ArrayDeque<Delivery> waiting = new ArrayDeque<>();
    private boolean sending;

    WebhookQueue(String room) {
        this.room = room;
    }

    String room() {
        return room;
    }

    /** Puts it at the end; false when the queue is full. */
    synchronized boolean offer(Delivery delivery) {
        return waiting.size() < DEPTH && waiting.offer(delivery);
    }

    /** The next one to send, which bars the way until {@link #sent()}; null when there is none or one is under way. */
    synchronized @Nullable Delivery take() {
        if (sending || waiting.isEmpty()) return null;
        sending = true;
        return waiting.poll();
    }

    /** The one under way is settled. */
    synchronized void sent() {
        sending = false;
    }

    /** The server's memory is gone. */
    synchronized void forget() {
        waiting.clear();
    }

    synchronized boolean idle() {
        return waiting.isEmpty() && !sending;
    }

    /** The headers of every webhook, with the signature in them. */
    static Map<String, String> headers(String signature) {
        return Map.of(
                "Authorization", signature,
                "Content-Type", "application/webhook+json",
                "User-Agent", "Go-http-client/1.1",
                "Accept-Encoding", "gzip");
    }
}
