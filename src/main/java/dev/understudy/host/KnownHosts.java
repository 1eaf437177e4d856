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
 * What known_hosts says of one host.
 *
 * @param lines its lines; those of certificate authorities are left out, as certificates are not asked for
 */
record KnownHosts(List<KnownHostLine> lines) {
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
            return new KnownHosts(List.of());
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new HostTrouble.HostKeyUnknown(host + ": the known hosts in " + file + " cannot be read");
        }
    }

    /** What these lines say. */
    static KnownHosts of(HostAddress host, Stream<String> lines) {
        var name = name(host);
        return new KnownHosts(lines.map(KnownHostLine::parse)
                .flatMap(Optional::stream)
                .filter(line -> !line.marker().equals("@cert-authority") && line.isOf(name))
                .toList());
    }

    /** Judges a key, given in base64 as known_hosts has it. */
    Verdict judge(String key) {
        var same = lines.stream().filter(line -> line.key().equals(key)).toList();
        if (same.stream().anyMatch(line -> !isPlain(line))) return Verdict.REVOKED;
        if (!same.isEmpty()) return Verdict.TRUSTED;
        return lines.stream().anyMatch(KnownHosts::isPlain) ? Verdict.CHANGED : Verdict.UNKNOWN;
    }

    /** The types of the keys that are trusted. */
    List<String> types() {
        return lines.stream()
                .filter(KnownHosts::isPlain)
                .map(KnownHostLine::type)
                .distinct()
                .toList();
    }

    /** A marker that we do not know is taken for the worst. */
    private static boolean isPlain(KnownHostLine line) {
        return line.marker().isEmpty();
    }

    private static String name(HostAddress host) {
        var name = host.address().toLowerCase(Locale.ROOT);
        return host.port() == SSH ? name : "[" + name + "]:" + host.port();
    }
}
