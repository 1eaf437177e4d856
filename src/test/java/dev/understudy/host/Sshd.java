package dev.understudy.host;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.List;

/** An SSH server on loopback, whichever, that runs commands by this machine's shell. */
interface Sshd extends AutoCloseable {
    /**
     * What it shall be like.
     *
     * @param folder where it may keep its files
     * @param hostKeys the keys that it has
     * @param authorized who may log in
     */
    record Plan(Path folder, List<KeyPair> hostKeys, List<PublicKey> authorized) {}

    /** Where it is, and as whom one logs in. */
    HostAddress address();

    @Override
    void close();
}
