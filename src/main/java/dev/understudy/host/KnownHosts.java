package dev.understudy.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What known_hosts says of one host, as OpenSSH finds it (sshconnect.c, check_host_key; hostfile.c). For a port other than 22 the
 * lines of {@code [name]:port} count; only where these have nothing to say of a key, those of the bare name may say that it is the
 * host's, or revoked: another key there says nothing. A certificate of an authority that a {@code @cert-authority} line names is
 * trusted, any other one counts as the bare key in it.
 *
 * @param lines of the host with its port
 * @param portless those of its bare name, for another port than 22
 */
record KnownHosts(List<KnownHostLine> lines, List<KnownHostLine> portless) {
    private static final int SSH = 22;

    /** What may be thought of a key. */
    enum Verdict {
        /** It is the host's. */
        TRUSTED,
        /** No key of the host is known. */
        UNKNOWN,
        /** Other keys of the host are known, this one is not. */
        CHANGED,
        /** It was the host's and must not be trusted any more. */
        REVOKED
    }

    /**
     * Reads the file anew; a file that is not there knows nobody.
     *
     * @throws HostTrouble.HostKeyUnknown when it is there and cannot be read
     */
    static KnownHosts of(HostAddress host, Path file) {
        try (var lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return of(host, lines);
        } catch (NoSuchFileException e) {
            return new KnownHosts(List.of(), List.of());
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new HostTrouble.HostKeyUnknown(host + ": the known hosts in " + file + " cannot be read");
        }
    }

    /** What these lines say. */
    static KnownHosts of(HostAddress host, Stream<String> lines) {
        var all = lines.map(KnownHostLine::parse).flatMap(Optional::stream).toList();
        var name = host.address().toLowerCase(Locale.ROOT);
        if (host.port() == SSH) return new KnownHosts(about(name, all), List.of());
        return new KnownHosts(about("[" + name + "]:" + host.port(), all), about(name, all));
    }

    /** Judges a key, given in base64 as known_hosts has it. */
    Verdict judge(String key) {
        var verdict = judge(key, lines);
        if (verdict != Verdict.UNKNOWN) return verdict;
        var bare = judge(key, portless);
        return bare == Verdict.CHANGED ? Verdict.UNKNOWN : bare;
    }

    /** Judges a certificate that is valid by itself, by its authority's key and the one in it. */
    Verdict judge(String authority, String certified) {
        if (isRevoked(authority) || isRevoked(certified)) return Verdict.REVOKED;
        var isNamed = all().anyMatch(line -> line.isAuthority() && line.key().equals(authority));
        return isNamed ? Verdict.TRUSTED : judge(certified);
    }

    /** Whether certificates of some authority are trusted, so that the host is to be asked for one. */
    boolean hasAuthority() {
        return all().anyMatch(KnownHostLine::isAuthority);
    }

    /** The types of the keys that are trusted. */
    List<String> types() {
        return all().filter(KnownHostLine::isPlain)
                .map(KnownHostLine::type)
                .distinct()
                .toList();
    }

    private Stream<KnownHostLine> all() {
        return Stream.concat(lines.stream(), portless.stream());
    }

    private boolean isRevoked(String key) {
        return all().anyMatch(line -> line.isRevoked() && line.key().equals(key));
    }

    private static List<KnownHostLine> about(String name, List<KnownHostLine> all) {
        return all.stream().filter(line -> line.isOf(name)).toList();
    }

    private static Verdict judge(String key, List<KnownHostLine> lines) {
        var same = lines.stream().filter(line -> line.key().equals(key)).toList();
        if (same.stream().anyMatch(KnownHostLine::isRevoked)) return Verdict.REVOKED;
        if (same.stream().anyMatch(KnownHostLine::isPlain)) return Verdict.TRUSTED;
        return lines.stream().anyMatch(KnownHostLine::isPlain) ? Verdict.CHANGED : Verdict.UNKNOWN;
    }
}
