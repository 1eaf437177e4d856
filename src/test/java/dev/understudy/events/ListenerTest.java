package dev.understudy.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A listener's connection may be slow or broken: that is nobody else's trouble. */
class ListenerTest {
    private final ExecutorService senders = Executors.newFixedThreadPool(2);
    private final List<String> sent = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch free = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    @AfterEach
    void stop() {
        free.countDown();
        senders.shutdownNow();
    }

    @Test
    void everythingArrivesInOrder() {
        var listener = listener(what -> sent.add(what.data()));
        var told = new ArrayList<String>();
        for (var i = 0; i < 1_500; i++) {
            listener.tell(comment("" + i));
            told.add("" + i);
        }
        await().until(() -> sent.size() == 1_500);
        assertThat(sent).isEqualTo(told);
        assertThat(listener.isGone()).isFalse();
    }

    @Test
    void whoFallsTooFarBehindIsLetGoAndNobodyWaitsForIt() {
        var listener = listener(what -> {
            sent.add(what.data());
            waitUntilFree();
        });
        listener.tell(comment("first"));
        await().until(() -> sent.size() == 1);
        for (var i = 0; i < Listener.FALLEN_BEHIND + 10; i++) listener.tell(comment("" + i));
        assertThat(listener.isGone()).isTrue();
        assertThat(closed.getCount()).isOne();
        free.countDown();
        await().until(() -> closed.getCount() == 0);
        assertThat(sent).hasSize(1);
    }

    @Test
    void aBrokenConnectionIsLeftToTheServer() throws InterruptedException {
        var listener = listener(what -> {
            sent.add(what.data());
            throw new IOException("broken pipe");
        });
        listener.tell(comment("x"));
        await().until(listener::isGone);
        listener.tell(comment("late"));
        listener.leave();
        allSendersAreDone();
        assertThat(sent).containsExactly("x");
        assertThat(closed.getCount()).isOne();
    }

    @Test
    void aConnectionThatTheServerEndedIsLeftToIt() throws InterruptedException {
        var listener = listener(what -> sent.add(what.data()));
        listener.ended();
        assertThat(listener.isGone()).isTrue();
        listener.tell(comment("late"));
        listener.leave();
        allSendersAreDone();
        assertThat(sent).isEmpty();
        assertThat(closed.getCount()).isOne();
    }

    @Test
    void whatCannotBeSentEndsTheConnection() {
        var listener = listener(what -> {
            throw new IllegalStateException("no converter");
        });
        listener.tell(comment("x"));
        await().until(() -> closed.getCount() == 0);
        assertThat(listener.isGone()).isTrue();
    }

    @Test
    void whoLeavesIsClosedWithoutAnotherWord() {
        var listener = listener(what -> sent.add(what.data()));
        listener.leave();
        await().until(() -> closed.getCount() == 0);
        listener.tell(comment("late"));
        assertThat(sent).isEmpty();
    }

    private void allSendersAreDone() throws InterruptedException {
        senders.shutdown();
        assertThat(senders.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }

    private void waitUntilFree() {
        try {
            free.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Send {
        void send(Sent what) throws IOException;
    }

    private Listener listener(Send send) {
        var line = new Listener.Line() {
            @Override
            public void send(Sent what) throws IOException {
                send.send(what);
            }

            @Override
            public void close() {
                closed.countDown();
            }
        };
        return new Listener(new Listener.Who(null, "", "", true, false), line, senders);
    }

    private static Sent comment(String text) {
        return new Sent(null, null, text);
    }
}
