package dev.understudy.host;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.common.NamedResource;
import org.jspecify.annotations.Nullable;

/**
 * What a connection may be encrypted and signed with. Off are CBC (its padding tells of the text: CVE-2008-5161), and MACs and key
 * exchanges with SHA-1 or MD5; OpenSSH's servers have offered none of the former since 6.7 (2014) and had better ones long before.
 * {@code understudy.host.weak-algorithms} brings back those that it names.
 */
final class Algorithms {
    private static final String NO_COMMON = "unable to negotiate";
    private static final List<String> WEAK = List.of("-cbc", "arcfour", "sha1", "md5");

    private Algorithms() {}

    /** Takes the weak ones from a client, but for those. */
    static void limit(SshClient client, Set<String> allowed) {
        client.setCipherFactories(strong(client.getCipherFactories(), allowed));
        client.setMacFactories(strong(client.getMacFactories(), allowed));
        client.setKeyExchangeFactories(strong(client.getKeyExchangeFactories(), allowed));
    }

    /** What is to be said where a host offers nothing that we take; null for any other failure. */
    static @Nullable String refusal(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            var said = String.valueOf(cause.getMessage());
            if (said.toLowerCase(Locale.ROOT).contains(NO_COMMON))
                return "it offers only algorithms that are too weak, or unknown here: " + said
                        + "; understudy.host.weak-algorithms can allow some";
        }
        return null;
    }

    private static <T extends NamedResource> List<T> strong(List<T> all, Set<String> allowed) {
        return all.stream()
                .filter(each -> allowed.contains(each.getName()) || !isWeak(each.getName()))
                .toList();
    }

    private static boolean isWeak(String name) {
        return WEAK.stream().anyMatch(name.toLowerCase(Locale.ROOT)::contains);
    }
}
