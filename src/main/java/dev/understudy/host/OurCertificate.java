package dev.understudy.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;

/** The certificate beside a private key, {@code NAME-cert.pub}, which ssh offers too (ssh(1), -i), before the bare key. */
final class OurCertificate {
    private OurCertificate() {}

    /**
     * The keys, before them the one with its certificate, when there is one.
     *
     * @throws IOException with a sentence for the operator, when it cannot be used
     */
    static List<KeyPair> beside(Path keyFile, List<KeyPair> keys) throws IOException {
        var file = keyFile.resolveSibling(keyFile.getFileName() + "-cert.pub");
        if (!Files.exists(file)) return keys;
        var certificate = read(file);
        var pair = keys.stream()
                .filter(each -> KeyUtils.compareKeys(each.getPublic(), certificate.getCertPubKey()))
                .findFirst()
                .orElseThrow(() -> new IOException("the certificate " + file + " is not of the key beside it"));
        if (certificate.getType() != OpenSshCertificate.Type.USER)
            throw new IOException("the certificate " + file + " is a host's, and logs nobody in");
        var all = new ArrayList<KeyPair>();
        all.add(new KeyPair(certificate, pair.getPrivate()));
        all.addAll(keys);
        return all;
    }

    /** What is to be said of it where a host takes none of our keys; empty when we have none. */
    static String note(List<KeyPair> keys) {
        return certificate(keys)
                .map(each -> "; our certificate " + each.getId() + " of serial number "
                        + Long.toUnsignedString(each.getSerial())
                        + (OpenSshCertificate.isValidNow(each)
                                ? " is valid, for " + String.join(", ", each.getPrincipals())
                                        + ": does the host trust its authority?"
                                : " is not valid now: from " + time(each.getValidAfter()) + " to "
                                        + time(each.getValidBefore())))
                .orElse("");
    }

    private static Optional<OpenSshCertificate> certificate(List<KeyPair> keys) {
        return keys.stream()
                .map(KeyPair::getPublic)
                .filter(OpenSshCertificate.class::isInstance)
                .map(OpenSshCertificate.class::cast)
                .findFirst();
    }

    private static OpenSshCertificate read(Path file) throws IOException {
        try {
            var line = Files.readString(file).strip();
            var key = PublicKeyEntry.parsePublicKeyEntry(line)
                    .resolvePublicKey(null, null, PublicKeyEntryResolver.FAILING);
            if (key instanceof OpenSshCertificate certificate) return certificate;
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new IOException("the certificate " + file + " cannot be read");
        }
        throw new IOException("there is no certificate in " + file);
    }

    private static String time(long seconds) {
        return seconds == OpenSshCertificate.INFINITY
                ? "ever"
                : Instant.ofEpochSecond(seconds).toString();
    }
}
