package dev.understudy.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.Fuzz;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever stands in known_hosts: the file is read, lines that are none are left out, and a key is judged. */
@Tag("fuzz")
class KnownHostsFuzzTest {
    /** Nothing limits the operator's own file; a long one is. */
    private static final int FILE = 64 << 10;

    private static final HostAddress HOST = new HostAddress("docker.example.org", 22, "deploy");
    private static final HostAddress ODD = new HostAddress("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 2222, "deploy");

    @Test
    void anyFileIsReadAndAnyKeyIsJudged() {
        Fuzz.of("known-hosts", FILE).at(bytes -> {
            var lines = new String(bytes, StandardCharsets.ISO_8859_1);
            for (var host : new HostAddress[] {HOST, ODD}) {
                var known = KnownHosts.of(host, lines.lines());
                assertThat(known.judge("AAAA")).isNotNull();
                for (var line : known.lines().stream()
                        .filter(each -> !each.isAuthority())
                        .toList()) assertThat(known.judge(line.key())).isNotEqualTo(KnownHosts.Verdict.UNKNOWN);
                assertThat(known.types()).doesNotHaveDuplicates();
            }
        });
    }
}
