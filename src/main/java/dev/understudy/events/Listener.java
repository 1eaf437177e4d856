package dev.understudy.events;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who listens. What is told waits in a queue for a thread that may be held up by a slow connection; who falls too far
 * behind is let go, and can come again with the id that it heard last.
 */
final class Listener {
    static final int FALLEN_BEHIND = 2_000;

    private final BlockingQueue<Sent> waiting = new ArrayBlockingQueue<>(FALLEN_BEHIND);
    private final AtomicBoolean sending = new AtomicBoolean();
    private final Who who;
    private final Line line;
    private final Executor senders;
    private volatile boolean gone;
    /** The server ends the connection, or has ended it: it is not ours any more. */
    private volatile boolean ended;

    /** Tells over this line. */
    Listener(Who who, Line line, Executor senders) {
        this.who = who;
        this.line = line;
        this.senders = senders;
    }

    /**
     * Who it is.
     *
     * @param room the one room that is of interest; null for all
     * @param token a fingerprint of the token that it came with
     * @param address where it comes from
     * @param isOperator whether it may hear of all rooms
     * @param isAnonymous whether anybody may come as it does, so that its address counts
     */
    record Who(@Nullable String room, String token, String address, boolean isOperator, boolean isAnonymous) {
        boolean isInSameRoom(Who other) {
            return room != null && room.equals(other.room);
        }
    }

    Who who() {
        return who;
    }

    /** The connection to a listener; its calls may block. */
    interface Line {
        /**
         * Sends it.
         *
         * @throws IOException when the connection is broken; the server knows, and ends it
         * @throws IllegalStateException when it cannot be sent for another reason
         */
        void send(Sent what) throws IOException;

        /** Ends it, from our side. */
        void close();
    }

    boolean wants(@Nullable String name) {
        return who.room() == null || who.room().equals(name);
    }

    boolean isGone() {
        return gone;
    }

    /** Never blocks. */
    void tell(Sent what) {
        if (!waiting.offer(what)) gone = true;
        wake();
    }

    /** No more for this one; the line is closed when it is free. */
    void leave() {
        gone = true;
        wake();
    }

    /** The connection is over and the server sees to its end; ending it as well would get in its way. */
    void ended() {
        ended = true;
        gone = true;
    }

    private void wake() {
        if (sending.compareAndSet(false, true)) senders.execute(this::work);
    }

    private void work() {
        try {
            for (var what = waiting.poll(); what != null && !gone; what = waiting.poll()) line.send(what);
        } catch (IOException e) {
            ended();
        } catch (IllegalStateException e) {
            gone = true;
        }
        if (gone) close();
        else {
            sending.set(false);
            if (gone || !waiting.isEmpty()) wake();
        }
    }

    private void close() {
        waiting.clear();
        if (!ended) line.close();
    }
}
