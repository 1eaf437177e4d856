package dev.understudy.host;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;

/** Keeps the first bytes that are written and forgets the others, so that a talkative command costs no memory. */
final class Kept extends OutputStream {
    private final ByteArrayOutputStream first = new ByteArrayOutputStream();
    private final int limit;
    private boolean isCut;

    Kept(int limit) {
        this.limit = limit;
    }

    @Override
    public void write(int each) {
        write(new byte[] {(byte) each}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        var room = Math.min(length, limit - first.size());
        first.write(bytes, from, room);
        isCut |= room < length;
    }

    /** What was kept. */
    synchronized byte[] bytes() {
        return first.toByteArray();
    }

    /** Whether there was more. */
    synchronized boolean isCut() {
        return isCut;
    }
}
