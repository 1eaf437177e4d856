package dev.understudy.host;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.sshd.client.kex.DHGClient;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.kex.DHFactory;
import org.apache.sshd.common.kex.KeyExchange;
import org.apache.sshd.common.kex.KeyExchangeFactory;
import org.apache.sshd.common.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * MINA's key exchange, which checks a host's certificate (its signature, kind, times, names and options, as OpenSSH's
 * sshkey_cert_check_host does). One that is not valid does not end this exchange: {@link HostKeyCheck} learns why, and judges the
 * bare key in it, as OpenSSH does. MINA's own way to go on (abort-on-invalid-certificate) forgets what the host has shown, so that
 * OpenSSH's servers refuse the login that names it (publickey-hostbound; seen with 2.20.0).
 */
final class CertifiedExchange extends DHGClient {
    private static final AttributeKey<String> REFUSED = new AttributeKey<>();

    /** What MINA 2.20.0 says, and what we say. */
    private static final Map<String, String> REASONS = Map.of(
            "not a host key", "it is no host certificate",
            "CA expired", "it has expired, or is not valid yet",
            "invalid principal", "it is for hosts of other names",
            "no principals", "it names no host",
            "critical options", "it has critical options, which are unknown for hosts",
            "CA signature verification failed", "its signature is not that of its authority");

    private CertifiedExchange(DHFactory factory, Session session) {
        super(factory, session);
    }

    /** The same exchanges; those that choose their group with the host are left out, as MINA checks no certificate in them. */
    static List<KeyExchangeFactory> of(List<KeyExchangeFactory> all) {
        return all.stream()
                .map(NamedResource::getName)
                .map(BuiltinDHFactories::fromFactoryName)
                .filter(Objects::nonNull)
                .filter(each -> !each.isGroupExchange())
                .<KeyExchangeFactory>map(Factory::new)
                .toList();
    }

    /** Why the certificate that the host showed is not valid; null when it showed none, or a valid one. */
    static @Nullable String refusal(Session session) {
        return session.getAttribute(REFUSED);
    }

    @Override
    protected void verifyCertificate(Session session, OpenSshCertificate certificate) {
        session.removeAttribute(REFUSED);
        try {
            super.verifyCertificate(session, certificate);
        } catch (Exception e) {
            session.setAttribute(REFUSED, reason(String.valueOf(e.getMessage())));
        }
    }

    private static String reason(String said) {
        return REASONS.entrySet().stream()
                .filter(each -> said.contains(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("it is signed in a way that is too weak, or unknown here");
    }

    private record Factory(BuiltinDHFactories exchange) implements KeyExchangeFactory {
        @Override
        public String getName() {
            return exchange.getName();
        }

        @Override
        public KeyExchange createKeyExchange(Session session) {
            return new CertifiedExchange(exchange, session);
        }
    }
}
