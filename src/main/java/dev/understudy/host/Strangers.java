package dev.understudy.host;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;

/** A key of this process that no host knows. */
final class Strangers {
    static final KeyPair KEY = make();

    private Strangers() {}

    private static KeyPair make() {
        try {
            return KeyUtils.generateKeyPair(KeyPairProvider.ECDSA_SHA2_NISTP256, 256);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK makes no ECDSA key", e);
        }
    }
}
