package dev.understudy.host;

import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;

/** Which signatures we accept of hosts and give ourselves: none with SHA-1, and no certificates. */
final class Signatures {
    private Signatures() {}

    /** All, the best first. */
    static List<NamedFactory<Signature>> all() {
        return List.of(
                BuiltinSignatures.ed25519,
                BuiltinSignatures.nistp256,
                BuiltinSignatures.nistp384,
                BuiltinSignatures.nistp521,
                BuiltinSignatures.rsaSHA512,
                BuiltinSignatures.rsaSHA256);
    }

    /** All, with those of these types of keys first, so that a host with several keys shows one that we know. */
    static List<NamedFactory<Signature>> preferring(List<String> types) {
        var ordered = new ArrayList<NamedFactory<Signature>>();
        for (var each : all()) if (types.contains(KeyUtils.getCanonicalKeyType(each.getName()))) ordered.add(each);
        for (var each : all()) if (!ordered.contains(each)) ordered.add(each);
        return ordered;
    }
}
