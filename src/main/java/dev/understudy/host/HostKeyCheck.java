package dev.understudy.host;

import dev.understudy.host.KnownHosts.Verdict;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.kex.KeyExchangeFactory;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.jspecify.annotations.Nullable;

/** Compares the key that a host shows with known_hosts, and remembers: MINA tells a refusal as a login that failed. */
final class HostKeyCheck implements ServerKeyVerifier {
    private final HostAddress host;
    private final Path file;
    private final KnownHosts known;
    private volatile @Nullable Shown shown;

    private record Shown(
            Verdict verdict,
            String key,
            boolean isCertified,
            @Nullable String fault) {}

    HostKeyCheck(HostAddress host, Path file) {
        this.host = host;
        this.file = file;
        this.known = KnownHosts.of(host, file);
    }

    /** The signatures that the host may prove itself with, those first that we know keys or authorities for. */
    List<NamedFactory<Signature>> signatures() {
        return Signatures.preferring(known.types(), known.hasAuthority());
    }

    /** The key exchanges of these that can be used: where a certificate may come, those that check it. */
    List<KeyExchangeFactory> exchanges(List<KeyExchangeFactory> all) {
        return known.hasAuthority() ? CertifiedExchange.of(all) : all;
    }

    @Override
    public boolean verifyServerKey(ClientSession session, SocketAddress remote, PublicKey key) {
        var certificate = key instanceof OpenSshCertificate it ? it : null;
        var bare = certificate == null ? key : certificate.getCertPubKey();
        var fault = certificate == null ? null : CertifiedExchange.refusal(session);
        var verdict = certificate == null || fault != null
                ? known.judge(base64(bare))
                : known.judge(base64(certificate.getCaPubKey()), base64(bare));
        var text = KeyUtils.getKeyType(bare) + " " + KeyUtils.getFingerPrint(BuiltinDigests.sha256, bare);
        shown = new Shown(verdict, text, certificate != null, fault);
        return verdict == Verdict.TRUSTED;
    }

    /** True when the host showed a key and it was the right one. */
    boolean isTrusted() {
        var seen = shown;
        return seen != null && seen.verdict() == Verdict.TRUSTED;
    }

    /** Why its key was refused; nothing when it was not, or when none was shown. */
    Optional<HostTrouble> refusal() {
        var seen = shown;
        if (seen == null) return Optional.empty();
        return switch (seen.verdict()) {
            case TRUSTED -> Optional.empty();
            case UNKNOWN -> Optional.of(unknown(seen));
            case CHANGED ->
                Optional.of(new HostTrouble.HostKeyChanged(says(seen) + "has another one of it: somebody may be in"
                        + " between. Only if the host was set up anew, replace its lines there"));
            case REVOKED ->
                Optional.of(new HostTrouble.HostKeyRevoked(says(seen) + "has it, or its certificate's authority, as"
                        + " revoked: give the host another one, and add that"));
        };
    }

    private HostTrouble unknown(Shown seen) {
        if (seen.fault() != null)
            return new HostTrouble.HostCertificateRefused(host + " shows a certificate for the key " + seen.key()
                    + " that is not valid: " + seen.fault()
                    + " (ssh-keygen -L -f /etc/ssh/ssh_host_*_key-cert.pub there)");
        return new HostTrouble.HostKeyUnknown(says(seen) + "has none of it" + authority(seen)
                + ". If this is the host's own (ssh-keygen -lf /etc/ssh/ssh_host_*_key.pub there), add it: ssh-keyscan -p "
                + host.port() + " " + host.address());
    }

    private String authority(Shown seen) {
        if (!known.hasAuthority()) return "";
        return seen.isCertified()
                ? ", and its certificate is of another authority than the @cert-authority there"
                : ", only a @cert-authority, and the host showed no certificate";
    }

    private String says(Shown seen) {
        return host + " shows the key " + seen.key() + " and " + file + " ";
    }

    private static String base64(PublicKey key) {
        var buffer = new ByteArrayBuffer();
        buffer.putRawPublicKey(key);
        return Base64.getEncoder().encodeToString(buffer.getCompactData());
    }
}
