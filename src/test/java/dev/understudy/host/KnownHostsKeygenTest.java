package dev.understudy.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Of a known_hosts full of everything we find for each host the very lines that {@code ssh-keygen -F} finds. */
@EnabledIf("dev.understudy.host.OpenSshd#isThere")
class KnownHostsKeygenTest {
    private static final int LINES = 600;
    private static final List<String> HOSTS = List.of("a.b", "ab.b", "a.b.c", "10.0.0.1", "::1", "a-b");
    private static final List<Integer> PORTS = List.of(22, 2222, 222);
    private static final String BEFORE_KEY = "AAAAC3NzaC1lZDI1NTE5AAAAI";

    @TempDir
    Path folder;

    private final Random random = new Random(14);

    @Test
    void theSameLinesAreFound() throws Exception {
        var lines = new ArrayList<String>();
        for (var each = 0; each < LINES; each++) lines.add(line());
        var file = Files.write(folder.resolve("known_hosts"), lines, StandardCharsets.ISO_8859_1);
        var found = 0;
        for (var host : HOSTS)
            for (var port : PORTS) {
                var known = KnownHosts.of(new HostAddress(host, port, "me"), file);
                var bracketed = "[" + host + "]:" + port;
                assertThat(keys(known.lines()))
                        .as(host + " on port " + port)
                        .isEqualTo(keygen(port == 22 ? host : bracketed, file));
                assertThat(keys(known.portless()))
                        .as(host + " without its port")
                        .isEqualTo(port == 22 ? List.of() : keygen(host, file));
                found += known.lines().size() + known.portless().size();
            }
        assertThat(found).as("lines found in all").isGreaterThan(LINES);
    }

    private String line() throws Exception {
        var blank = pick("", "", "", " ", "\t ");
        var gap = pick(" ", "\t", "  ", " \t ");
        var marker = pick("", "", "", "@cert-authority", "@revoked");
        // a tab there hides the line from OpenSSH when a blank follows somewhere (hostfile.c, check_markers); we read
        // it
        var start = blank + (marker.isEmpty() ? "" : marker + " ") + names();
        return switch (random.nextInt(20)) {
            case 0 -> "# " + start;
            case 1 -> start;
            case 2 -> start + gap;
            case 3 -> start + gap + "ssh-ed25519";
            case 4 -> "";
            case 5 -> start + gap + "ssh-ed25519" + gap + key() + gap + "root@a.b # more";
            case 6 -> start + gap + "ssh-ed25519" + gap + key() + "\r";
            default -> start + gap + "ssh-ed25519" + gap + key();
        };
    }

    private String names() throws Exception {
        if (random.nextInt(4) == 0) return hashed(name());
        var names = new ArrayList<String>();
        for (var each = random.nextInt(3); each >= 0; each--) names.add(pick("", "", "", "!") + pattern());
        return String.join(",", names);
    }

    private String pattern() {
        var name = name();
        return switch (random.nextInt(8)) {
            case 0 -> "*";
            case 1 -> name.replace('a', '?');
            case 2 -> name.substring(0, 1) + "*";
            case 3 -> "*" + name.substring(name.length() - 2);
            case 4 -> name.toUpperCase(java.util.Locale.ROOT);
            default -> name;
        };
    }

    private String name() {
        var host = HOSTS.get(random.nextInt(HOSTS.size()));
        return random.nextBoolean() ? host : "[" + host + "]:" + PORTS.get(random.nextInt(PORTS.size()));
    }

    private String hashed(String name) throws Exception {
        var salt = new byte[20];
        random.nextBytes(salt);
        var mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(salt, "HmacSHA1"));
        var encoder = Base64.getEncoder();
        return "|1|" + encoder.encodeToString(salt) + "|"
                + encoder.encodeToString(mac.doFinal(name.getBytes(StandardCharsets.US_ASCII)));
    }

    /** Of its own for each line. */
    private String key() {
        var bytes = new byte[33];
        random.nextBytes(bytes);
        bytes[0] = ' ';
        return BEFORE_KEY + Base64.getEncoder().encodeToString(bytes).substring(1);
    }

    private String pick(String... of) {
        return of[random.nextInt(of.length)];
    }

    private static List<String> keys(List<KnownHostLine> lines) {
        return lines.stream().map(KnownHostLine::key).sorted().toList();
    }

    private static List<String> keygen(String name, Path file) throws IOException {
        var process = new ProcessBuilder("ssh-keygen", "-F", name, "-f", file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        return text.lines()
                .filter(line -> !line.startsWith("#"))
                .flatMap(line -> Stream.of(line.split("[ \t\r]+")).filter(part -> part.startsWith(BEFORE_KEY)))
                .sorted()
                .toList();
    }
}
