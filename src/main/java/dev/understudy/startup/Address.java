package dev.understudy.startup;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be said of an address without asking anyone. */
final class Address {
    private static final Set<String> LOOPBACK = Set.of("localhost", "[::1]", "0.0.0.0");

    private Address() {}

    /** The address, or null when it is none or has no host. */
    static @Nullable URI of(String text) {
        try {
            var address = URI.create(text.strip());
            return address.getHost() == null || address.getScheme() == null ? null : address;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    static boolean isLoopback(URI address) {
        return LOOPBACK.contains(address.getHost()) || address.getHost().startsWith("127.");
    }

    static boolean isEncrypted(URI address) {
        return address.getScheme().equals("wss") || address.getScheme().equals("https");
    }
}
