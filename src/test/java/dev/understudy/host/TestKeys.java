package dev.understudy.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;

/** Keys that are made when they are needed. */
final class TestKeys {
    private TestKeys() {}

    /** Ed25519, EC or RSA. */
    static KeyPair make(String algorithm) {
        JdkEd25519.register();
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("RSA")) generator.initialize(2048);
            if (algorithm.equals("EC")) generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A type and a key in base64, as in known_hosts and authorized_keys. */
    static String line(PublicKey key) {
        return PublicKeyEntry.toString(key);
    }

    /** Writes a private key as OpenSSH does, readable by us alone. */
    static Path write(Path file, KeyPair pair, String passphrase) {
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            var options = new OpenSSHKeyEncryptionContext();
            options.setPassword(passphrase);
            options.setCipherType("256");
            try (var output = Files.newOutputStream(file)) {
                OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(
                        pair, "a test's", passphrase.isEmpty() ? null : options, output);
            }
            return file;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
