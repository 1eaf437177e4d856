package dev.understudy.host;

import dev.understudy.common.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.io.resource.PathResource;
import org.apache.sshd.common.util.security.SecurityUtils;

/**
 * Our private key: ed25519, ecdsa or rsa, as OpenSSH writes it or in PEM.
 *
 * @param path where it lies
 * @param passphrase empty when it has none
 */
record PrivateKeyFile(Path path, Secret passphrase) {
    private static final Set<PosixFilePermission> GROUP = PosixFilePermissions.fromString("---rwx---");
    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("------rwx");

    /**
     * Reads it; a certificate beside it comes first.
     *
     * @throws IOException with a sentence for the operator, when it cannot be used
     */
    List<KeyPair> read() throws IOException {
        if (!Files.isReadable(path))
            throw new IOException("the private key " + path + " is not there or cannot be read");
        if (isOpenToOthers()) throw new IOException("the private key " + path + " can be read by others: chmod 600 it");
        var keys = new ArrayList<KeyPair>();
        try (var input = Files.newInputStream(path)) {
            var found = SecurityUtils.loadKeyPairIdentities(null, new PathResource(path), input, passphrases());
            if (found != null) found.forEach(keys::add);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw unreadable();
        }
        if (keys.isEmpty()) throw new IOException("there is no private key in " + path);
        return OurCertificate.beside(path, keys);
    }

    private IOException unreadable() {
        return new IOException(
                passphrase.isEmpty()
                        ? "the private key in " + path + " cannot be read: it needs a passphrase, or is no key"
                        : "the private key in " + path
                                + " cannot be read with this passphrase (if it is the right one: ssh-keygen -p writes it anew,"
                                + " in a format that we know)");
    }

    private FilePasswordProvider passphrases() {
        return passphrase.isEmpty() ? FilePasswordProvider.EMPTY : FilePasswordProvider.of(passphrase.reveal());
    }

    /** As ssh does: nobody else may read it, and the group only what belongs to somebody else (a mounted secret). */
    private boolean isOpenToOthers() throws IOException {
        if (!Files.getFileStore(path).supportsFileAttributeView("posix")) return false;
        var permissions = Files.getPosixFilePermissions(path);
        var isOurs = Files.getOwner(path).getName().equals(System.getProperty("user.name"));
        return permissions.stream().anyMatch(each -> OTHERS.contains(each) || (isOurs && GROUP.contains(each)));
    }
}
