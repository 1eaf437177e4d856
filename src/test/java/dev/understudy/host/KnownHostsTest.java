package dev.understudy.host;

import static dev.understudy.host.KnownHosts.Verdict.CHANGED;
import static dev.understudy.host.KnownHosts.Verdict.REVOKED;
import static dev.understudy.host.KnownHosts.Verdict.TRUSTED;
import static dev.understudy.host.KnownHosts.Verdict.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownHostsTest {
    private static final HostAddress HOST = new HostAddress("Docker.example.org", 22, "deploy");

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} is the line of {1}:{2}: {3}")
    @CsvSource(delimiter = ';', textBlock = """
            docker.example.org; docker.example.org; 22; true
            DOCKER.example.org; docker.Example.org; 22; true
            a.org,docker.example.org,b.org; docker.example.org; 22; true
            *.example.org; docker.example.org; 22; true
            *.example.org,!docker.*; docker.example.org; 22; false
            docke?.example.org; docker.example.org; 22; true
            docker.example.org?; docker.example.org; 22; false
            docker.example.org*; docker.example.org; 22; true
            *; docker.example.org; 22; true
            d*r.e*g; docker.example.org; 22; true
            d*r.e*gx; docker.example.org; 22; false
            docker.example.org; xdocker.example.org; 22; false
            docker.example.org; docker.example.or; 22; false
            dockerXexample.org; docker.example.org; 22; false
            docker.example.org; docker.example.org; 2222; true
            dock*; docker.example.org; 2222; true
            *,!docker.example.org; docker.example.org; 2222; true
            *,![docker.example.org]:2222; docker.example.org; 2222; true
            *,!*docker*; docker.example.org; 2222; false
            [docker.example.org]:2222; docker.example.org; 2222; true
            [docker.example.org]:2222; docker.example.org; 222; false
            [docker.example.org]:2222; docker.example.org; 22; false
            127.0.0.1; 127.0.0.11; 22; false
            ::1; ::1; 22; true
            |1|broken; docker.example.org; 22; false
            |1|%%%|%%%; docker.example.org; 22; false
            """)
    void namesAreMatchedAsOpenSshDoes(String names, String address, int port, boolean isKnown) throws IOException {
        var known = of(new HostAddress(address, port, "deploy"), names + " ssh-ed25519 AAAA");
        assertThat(known.judge("AAAA")).isEqualTo(isKnown ? TRUSTED : UNKNOWN);
    }

    @Test
    void aLineOfManyStarsTakesNoTime() {
        var address = new HostAddress("a".repeat(120), 22, "deploy");
        // where all stars are tried against each other it is a matter of years
        var known = assertTimeoutPreemptively(
                Duration.ofSeconds(120),
                () -> of(address, "a*".repeat(40) + "b,c ssh-ed25519 AAAA", "*a*a?*".repeat(9) + " ssh-ed25519 BBBB"));
        assertThat(known.judge("AAAA")).isEqualTo(CHANGED);
        assertThat(known.judge("BBBB")).isEqualTo(TRUSTED);
    }

    @Test
    void aNameThatSshKeygenHashedIsKnown() throws IOException {
        // made by ssh-keygen -H
        var hashed = "|1|iu/aXGKFWbPTehgnEalqF1u+hzY=|mTqJd7sp1GjKXSp2yvWb3QmTJ58=";
        assertThat(of(HOST, hashed + " ssh-ed25519 AAAA").judge("AAAA")).isEqualTo(TRUSTED);
    }

    @Test
    void oneOfSeveralLinesIsEnough() throws IOException {
        var known = of(
                HOST,
                "# a comment",
                "",
                "nonsense",
                "docker.example.org ssh-rsa OLD",
                "\tdocker.example.org  ssh-ed25519\tNEW root@docker # and more",
                "other.example.org ecdsa-sha2-nistp256 OTHER");
        assertThat(known.judge("OLD")).isEqualTo(TRUSTED);
        assertThat(known.judge("NEW")).isEqualTo(TRUSTED);
        assertThat(known.judge("OTHER")).isEqualTo(CHANGED);
        assertThat(known.types()).containsExactly("ssh-rsa", "ssh-ed25519");
    }

    @Test
    void markersAreHeeded() throws IOException {
        var known = of(
                HOST,
                "@revoked docker.example.org ssh-ed25519 BAD",
                "docker.example.org ssh-ed25519 BAD",
                "@strange docker.example.org ssh-ed25519 ODD",
                "@cert-authority *.example.org ssh-ed25519 CA");
        assertThat(known.judge("BAD")).isEqualTo(REVOKED);
        assertThat(known.judge("ODD")).isEqualTo(REVOKED);
        assertThat(known.judge("CA")).isEqualTo(CHANGED);
        assertThat(of(HOST, "@revoked * ssh-ed25519 BAD").judge("NEW")).isEqualTo(UNKNOWN);
        assertThat(of(HOST, "@revoked * ssh-ed25519 BAD").types()).isEmpty();
    }

    @Test
    void aLineWithoutAPortSaysThatAKeyIsTheHostsOrRevokedAndNoMore() throws IOException {
        var other = new HostAddress("docker.example.org", 2222, "deploy");
        var own = "[docker.example.org]:2222 ssh-ed25519 OWN";
        assertThat(of(other, "docker.example.org ssh-ed25519 BARE").judge("BARE"))
                .isEqualTo(TRUSTED);
        assertThat(of(other, "docker.example.org ssh-ed25519 BARE").judge("NEW"))
                .isEqualTo(UNKNOWN);
        assertThat(of(other, own, "docker.example.org ssh-ed25519 BARE").judge("BARE"))
                .isEqualTo(CHANGED);
        assertThat(of(other, own, "@revoked docker.example.org ssh-ed25519 OWN").judge("OWN"))
                .isEqualTo(TRUSTED);
        assertThat(of(other, "@revoked docker.example.org ssh-ed25519 BARE").judge("BARE"))
                .isEqualTo(REVOKED);
        assertThat(of(HOST, own).judge("OWN")).isEqualTo(UNKNOWN);
    }

    @Test
    void aCertificateIsAsGoodAsItsAuthority() throws IOException {
        var authority = "@cert-authority *.example.org ssh-ed25519 CA";
        assertThat(of(HOST, authority).hasAuthority()).isTrue();
        assertThat(of(HOST, authority).judge("CA", "KEY")).isEqualTo(TRUSTED);
        assertThat(of(HOST, authority).judge("OTHER", "KEY")).isEqualTo(UNKNOWN);
        assertThat(of(HOST, authority).judge("CA")).as("no host's key").isEqualTo(UNKNOWN);
        assertThat(of(HOST, authority, "@revoked * ssh-ed25519 CA").judge("CA", "KEY"))
                .isEqualTo(REVOKED);
        assertThat(of(HOST, authority, "@revoked * ssh-ed25519 KEY").judge("CA", "KEY"))
                .isEqualTo(REVOKED);
        assertThat(of(HOST, "docker.example.org ssh-ed25519 KEY").judge("OTHER", "KEY"))
                .isEqualTo(TRUSTED);
        assertThat(of(HOST, "docker.example.org ssh-ed25519 OLD").judge("OTHER", "KEY"))
                .isEqualTo(CHANGED);
        assertThat(of(HOST, "docker.example.org ssh-ed25519 CA").judge("CA", "KEY"))
                .as("a host's key is no authority")
                .isEqualTo(CHANGED);
    }

    @Test
    void aFileThatIsNotThereKnowsNobodyAndOneThatCannotBeReadIsSaid() {
        assertThat(KnownHosts.of(HOST, folder.resolve("none")).judge("AAAA")).isEqualTo(UNKNOWN);
        assertThatThrownBy(() -> KnownHosts.of(HOST, folder))
                .isInstanceOf(HostTrouble.HostKeyUnknown.class)
                .hasMessageContaining("cannot be read");
    }

    private KnownHosts of(HostAddress host, String... lines) throws IOException {
        return KnownHosts.of(host, Files.write(folder.resolve("known_hosts"), java.util.List.of(lines)));
    }
}
