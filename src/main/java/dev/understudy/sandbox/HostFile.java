package dev.understudy.sandbox;

import dev.understudy.host.Sha256;

/**
 * A file of the simulated host; what is in it is secret.
 *
 * @param bytes its content
 * @param mode its permissions, octal
 * @param owner its user's id
 */
record HostFile(byte[] bytes, String mode, int owner) {
    /** The account that we log in as. */
    static final int US = 1000;

    /** One that we write under umask 077. */
    static HostFile ours(byte[] bytes) {
        return new HostFile(bytes, "600", US);
    }

    String sha256() {
        return Sha256.hex(bytes);
    }

    @Override
    public String toString() {
        return "[" + bytes.length + " bytes, " + mode + "]";
    }
}
