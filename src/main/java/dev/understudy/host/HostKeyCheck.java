package dev.understudy.host;

import dev.understudy.host.KnownHosts.Verdict;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Optional;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.jspecify.annotations.Nullable;

/** Compares the key that a host shows with known_hosts, and remembers: MINA tells a refusal as a login that failed. */
final class HostKeyCheck implements ServerKeyVerifier {
    private final HostAddress host;
    private final Path file;
    private final KnownHosts known;
    private volatile @Nullable Shown shown;

    private record Shown(Verdict verdict, String key) {}

    HostKeyCheck(HostAddress host, Path file) {
        this.host = host;
        this.file = file;
        this.known = KnownHosts.of(host, file);
    }

    /** What known_hosts says of the host. */
    KnownHosts known() {
        return known;
    }

    @Override
    public boolean verifyServerKey(ClientSession session, SocketAddress remote, PublicKey key) {
        var verdict = known.judge(base64(key));
        shown = new Shown(
                verdict, KeyUtils.getKeyType(key) + " " + KeyUtils.getFingerPrint(BuiltinDigests.sha256, key));
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
            case UNKNOWN ->
                Optional.of(new HostTrouble.HostKeyUnknown(host + " shows the key " + seen.key() + " and " + file
                        + " has none of it. If this is the host's own"
                        + " (ssh-keygen -lf /etc/ssh/ssh_host_*_key.pub there), add it: ssh-keyscan -p " + host.port()
                        + " " + host.address()));
            case CHANGED -> Optional.of(changed(seen, "has another one of it"));
            case REVOKED -> Optional.of(changed(seen, "has it as revoked"));
        };
    }

    private HostTrouble changed(Shown seen, String what) {
        return new HostTrouble.HostKeyChanged(host + " shows the key " + seen.key() + " and " + file + " " + what
                + ": somebody may be in between. Only if the host was set up anew, replace its lines there");
    }

    private static String base64(PublicKey key) {
        var buffer = new ByteArrayBuffer();
        buffer.putRawPublicKey(key);
        return Base64.getEncoder().encodeToString(buffer.getCompactData());
    }
}
