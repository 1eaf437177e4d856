package dev.understudy.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Certificates of hosts and of ours, made by ssh-keygen and shown to OpenSSH's server; ssh itself says what is right. */
@EnabledIf("dev.understudy.host.OpenSshd#isThere")
class HostCertificatesOpenSshTest {
    private static final String FOREVER = "always:forever";
    private static final String PAST = "20200101:20200102";

    @TempDir
    Path folder;

    private HostScene scene;

    @AfterEach
    void end() {
        if (scene != null) scene.close();
    }

    @ParameterizedTest(name = "a certificate for {0}, {1}, with {2}: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "127.0.0.1 | always:forever | @cert-authority * CA | connects",
                "127.0.0.1 | always:forever | @cert-authority 127.0.0.1 CA | connects",
                "127.0.0.1 | always:forever | @cert-authority NAME CA | connects",
                "a.example,127.0.0.1 | always:forever | @cert-authority NAME CA | connects",
                "127.0.0.1 | always:forever | @cert-authority other.example CA | has none of it.",
                "127.0.0.1 | always:forever | @cert-authority NAME OTHER | of another authority",
                "127.0.0.1 | 20200101:20200102 | @cert-authority NAME CA | has expired",
                "other.example | always:forever | @cert-authority NAME CA | other names",
                "127.0.0.1 | 20200101:20200102 | @cert-authority NAME CA; NAME KEY | connects",
                "other.example | always:forever | @cert-authority NAME CA; 127.0.0.1 KEY | connects",
                "127.0.0.1 | always:forever | NAME KEY | connects",
                "127.0.0.1 | always:forever | NAME OTHER; @cert-authority NAME CA | connects",
                "127.0.0.1 | always:forever | @cert-authority * CA; @revoked * CA | revoked",
                "127.0.0.1 | always:forever | @cert-authority * CA; @revoked * KEY | revoked",
                "127.0.0.1 | always:forever | @revoked * KEY; NAME KEY | revoked",
            })
    void aHostWithACertificateIsTrustedWhereSshTrustsIt(String names, String times, String known, String outcome) {
        scene = sceneWith(names, times);
        asSsh(known, outcome);
    }

    @ParameterizedTest(name = "with {0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "127.0.0.1 KEY | connects",
                "127.0.0.1 OTHER | has none of it",
                "127.0.0.* KEY | connects",
                "*,!127.0.0.1 KEY | connects",
                "*,!127.0.0.1,!NAME KEY | has none of it",
                "NAME OTHER; 127.0.0.1 KEY | has another one of it",
                "NAME KEY; @revoked 127.0.0.1 KEY | connects",
                "@revoked * KEY; NAME KEY | revoked",
                "@revoked 127.0.0.1 KEY; 127.0.0.1 KEY | revoked",
                "@cert-authority NAME KEY | has none of it",
            })
    void aHostWithoutOneToo(String known, String outcome) {
        key("ca");
        key("other");
        scene = new HostScene(folder, OpenSshd::new);
        asSsh(known, outcome);
    }

    private void asSsh(String known, String outcome) {
        scene.know(lines(known));
        if (outcome.equals("connects")) connects();
        else assertThatThrownBy(scene::connect).isInstanceOf(HostTrouble.class).hasMessageContaining(outcome);
        assertThat(sshConnects()).as("what ssh does").isEqualTo(outcome.equals("connects"));
    }

    @Test
    void eachRefusalHasAKindOfItsOwn() {
        scene = sceneWith("127.0.0.1", PAST);
        scene.know(lines("@cert-authority * CA"));
        assertThatThrownBy(scene::connect).isInstanceOf(HostTrouble.HostCertificateRefused.class);
        scene.know(lines("@revoked * KEY"));
        assertThatThrownBy(scene::connect).isInstanceOf(HostTrouble.HostKeyRevoked.class);
    }

    @Test
    void aHostWithoutACertificateIsToldFromOneWithAnother() {
        scene = new HostScene(folder, OpenSshd::new);
        key("ca");
        scene.know("@cert-authority * " + read("ca.pub"));
        assertThatThrownBy(scene::connect)
                .isInstanceOf(HostTrouble.HostKeyUnknown.class)
                .hasMessageContaining("showed no certificate");
    }

    @Test
    void ourCertificateLogsIn() {
        scene = sceneThatTrustsOurAuthority();
        var user = scene.address().user();
        certify(user, FOREVER);
        connects();
        assertThat(sshConnects()).isTrue();
        certify(user, PAST);
        refused("is not valid now: from 2020-01-0");
        certify("somebody-else", FOREVER);
        refused("is valid, for somebody-else");
    }

    @Test
    void aCertificateThatCannotBeUsedIsNamed() throws IOException {
        scene = sceneThatTrustsOurAuthority();
        key("another");
        run("ssh-keygen", "-q", "-s", file("ca"), "-I", "x", "-n", "x", file("another.pub"));
        Files.copy(folder.resolve("another-cert.pub"), folder.resolve("ours-cert.pub"));
        refused("is not of the key beside it");
        write("ours-cert.pub", "nonsense");
        refused("cannot be read");
        write("ours-cert.pub", read("ours.pub"));
        refused("there is no certificate in");
        run("ssh-keygen", "-q", "-h", "-s", file("ca"), "-I", "x", "-n", "x", file("ours.pub"));
        refused("is a host's");
    }

    private HostScene sceneWith(String names, String times) {
        key("ca");
        key("other");
        return new HostScene(folder, plan -> {
            write("host.pub", TestKeys.line(plan.hostKeys().get(0).getPublic()));
            run("ssh-keygen", "-q", "-h", "-s", file("ca"), "-I", "host", "-n", names, "-V", times, file("host.pub"));
            return new OpenSshd(plan, "HostCertificate " + file("host-cert.pub"));
        });
    }

    private HostScene sceneThatTrustsOurAuthority() {
        key("ca");
        key("ours");
        var started = new HostScene(folder, plan -> new OpenSshd(plan, "TrustedUserCAKeys " + file("ca.pub")));
        started.keyFile = folder.resolve("ours");
        return started;
    }

    private void certify(String user, String times) {
        run("ssh-keygen", "-q", "-s", file("ca"), "-I", "me", "-n", user, "-V", times, file("ours.pub"));
    }

    private void connects() {
        try (var host = scene.connect()) {
            assertThat(host.run(Command.of("true")).isGood()).isTrue();
        }
    }

    private void refused(String why) {
        assertThatThrownBy(scene::connect)
                .isInstanceOf(HostTrouble.LoginRefused.class)
                .hasMessageContaining(why);
    }

    private boolean sshConnects() {
        var address = scene.address();
        var options = new ArrayList<>(List.of("ssh", "-F", "none", "-q", "-i", scene.keyFile.toString()));
        for (var option : List.of(
                "BatchMode=yes",
                "IdentitiesOnly=yes",
                "IdentityAgent=none",
                "StrictHostKeyChecking=yes",
                "GlobalKnownHostsFile=none",
                "UserKnownHostsFile=" + scene.knownHosts)) options.addAll(List.of("-o", option));
        options.addAll(List.of("-p", "" + address.port(), address.user() + "@" + address.address(), "true"));
        return exit(options) == 0;
    }

    private String[] lines(String known) {
        return known.replace("NAME", scene.name())
                .replace("CA", read("ca.pub"))
                .replace("OTHER", read("other.pub"))
                .replace("KEY", TestKeys.line(scene.hostKey.getPublic()))
                .split("; ");
    }

    private void key(String name) {
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", file(name));
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private String read(String name) {
        try {
            return Files.readString(folder.resolve(name)).strip();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text + "\n");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void run(String... command) {
        assertThat(exit(List.of(command))).as(command[0]).isZero();
    }

    private static int exit(List<String> command) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            if (process.waitFor(Duration.ofMinutes(2).toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS))
                return process.exitValue();
            process.destroyForcibly();
            throw new IllegalStateException(command.get(0) + " does not end");
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
