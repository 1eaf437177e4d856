package dev.understudy.sandbox;

import java.nio.charset.StandardCharsets;

/**
 * What a program of the simulated host prints and how it ends.
 *
 * @param exit the exit code
 * @param out standard output
 * @param err standard error
 */
record HostAnswer(int exit, byte[] out, byte[] err) {
    private static final byte[] NOTHING = new byte[0];

    /** All went well, and there is nothing to say. */
    static HostAnswer good() {
        return new HostAnswer(0, NOTHING, NOTHING);
    }

    /** All went well: the answer is these bytes. */
    static HostAnswer good(byte[] out) {
        return new HostAnswer(0, out, NOTHING);
    }

    /** All went well: the answer is this text, with a line's end after it. */
    static HostAnswer good(String line) {
        return good(bytes(line + "\n"));
    }

    /** It ended with this code, in silence. */
    static HostAnswer bad(int exit) {
        return new HostAnswer(exit, NOTHING, NOTHING);
    }

    /** It ended with this code, and said why. */
    static HostAnswer bad(int exit, String line) {
        return new HostAnswer(exit, NOTHING, bytes(line + "\n"));
    }

    /** The same, with this line on standard output. */
    HostAnswer printing(String line) {
        return new HostAnswer(exit, bytes(line + "\n"), err);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
