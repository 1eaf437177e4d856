package dev.understudy.host;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;

/** Which signatures we accept of hosts and give ourselves: none with SHA-1. */
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

    /** The same of certificates. */
    static List<NamedFactory<Signature>> certified() {
        return List.of(
                BuiltinSignatures.ed25519_cert,
                BuiltinSignatures.nistp256_cert,
                BuiltinSignatures.nistp384_cert,
                BuiltinSignatures.nistp521_cert,
                BuiltinSignatures.rsaSHA512_cert,
                BuiltinSignatures.rsaSHA256_cert);
    }

    /** Those with which we may log in: a certificate beside the key is offered too. */
    static List<NamedFactory<Signature>> ours() {
        return Stream.concat(certified().stream(), all().stream()).toList();
    }

    /**
     * All, with those of these types of keys first, so that a host with several keys shows one that we know; before them those of
     * certificates, where an authority is known, as OpenSSH orders them.
     */
    static List<NamedFactory<Signature>> preferring(List<String> types, boolean areCertificatesKnown) {
        var ordered = new ArrayList<NamedFactory<Signature>>();
        if (areCertificatesKnown) ordered.addAll(certified());
        for (var each : all()) if (types.contains(KeyUtils.getCanonicalKeyType(each.getName()))) ordered.add(each);
        for (var each : all()) if (!ordered.contains(each)) ordered.add(each);
        return ordered;
    }
}
