package dev.understudy.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.List;
import org.apache.sshd.client.config.hosts.KnownHostDigest;
import org.apache.sshd.client.config.hosts.KnownHostHashValue;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom we talk to and how we log in, whichever server it is. */
abstract class HostLoginContract {
    private static final KeyPair OTHER = TestKeys.make("Ed25519");
    private static final KeyPair RSA = TestKeys.make("RSA");
    private static final KeyPair EC = TestKeys.make("EC");

    @TempDir
    Path folder;

    HostScene scene;

    /** Starts the kind of server that this is about. */
    abstract Sshd start(Sshd.Plan plan);

    @BeforeEach
    void begin() {
        scene = new HostScene(folder, this::start, List.of(RSA, EC), List.of(RSA.getPublic(), EC.getPublic()));
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void aHostThatIsNotInKnownHostsIsNotTalkedTo() throws IOException {
        var fingerprint = KeyUtils.getFingerPrint(scene.hostKey.getPublic());
        scene.know(
                "[127.0.0.1]:1 " + ed25519(),
                "127.0.0.2 " + ed25519(),
                "[127.0.0.11]:" + scene.wire.port() + " " + ed25519());
        assertThatThrownBy(scene::connect)
                .isInstanceOf(HostTrouble.HostKeyUnknown.class)
                .hasMessageContainingAll(fingerprint, "ssh-keyscan -p " + scene.wire.port(), "known_hosts");
        Files.delete(scene.knownHosts);
        assertThatThrownBy(scene::connect).isInstanceOf(HostTrouble.HostKeyUnknown.class);
    }

    @Test
    void aHostWithAnotherKeyIsNotTalkedTo() {
        scene.know(scene.name() + " " + TestKeys.line(OTHER.getPublic()));
        assertThatThrownBy(scene::connect)
                .isInstanceOf(HostTrouble.HostKeyChanged.class)
                .hasMessageContaining(KeyUtils.getFingerPrint(scene.hostKey.getPublic()));
        scene.know(scene.name() + " " + TestKeys.line(OTHER.getPublic()), scene.name() + " " + ed25519());
        connects();
    }

    @Test
    void aRevokedKeyIsNotTrustedEvenWhenItIsThereAgain() {
        scene.know("@revoked * " + ed25519(), scene.name() + " " + ed25519());
        assertThatThrownBy(scene::connect)
                .isInstanceOf(HostTrouble.HostKeyRevoked.class)
                .hasMessageContaining("revoked");
        scene.know("@revoked * " + TestKeys.line(OTHER.getPublic()), scene.name() + " " + ed25519());
        connects();
    }

    @Test
    void aNameWithoutAPortIsGoodForEveryPort() {
        scene.know("127.0.0.1 " + ed25519());
        connects();
        scene.know("127.0.0.1 " + TestKeys.line(OTHER.getPublic()));
        assertThatThrownBy(scene::connect).isInstanceOf(HostTrouble.HostKeyUnknown.class);
    }

    @Test
    void aHashedNameIsKnown() throws Exception {
        var salt = "0123456789abcdefghij".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        var hash = KnownHostHashValue.calculateHashValue("127.0.0.1", scene.wire.port(), KnownHostDigest.SHA1, salt);
        var name = KnownHostHashValue.append(new StringBuilder(), KnownHostDigest.SHA1, salt, hash);
        scene.know(name + " " + ed25519() + " a comment");
        connects();
    }

    @ParameterizedTest
    @CsvSource({"RSA", "EC"})
    void aHostShowsTheTypeOfKeyThatIsKnown(String type) {
        scene.know(scene.name() + " " + TestKeys.line((type.equals("RSA") ? RSA : EC).getPublic()) + " root@there");
        connects();
    }

    @ParameterizedTest
    @CsvSource({"Ed25519, ''", "Ed25519, open", "RSA, ''", "RSA, open", "EC, ''", "EC, open"})
    void everyUsualKindOfKeyLogsIn(String type, String passphrase) {
        useKey(type.equals("RSA") ? RSA : type.equals("EC") ? EC : scene.ours, passphrase);
        scene.passphrase = passphrase;
        connects();
    }

    @Test
    void aWrongPassphraseIsNamed() {
        useKey(scene.ours, "right");
        scene.passphrase = "wrong";
        refused("with this passphrase");
        scene.passphrase = "";
        refused("needs a passphrase");
    }

    @Test
    void aKeyThatCannotBeUsedIsNamed() throws IOException {
        scene.keyFile = folder.resolve("nowhere");
        refused("is not there");
        scene.keyFile = Path.of("");
        refused("key-file");
        scene.keyFile = Files.writeString(folder.resolve("text"), "no key");
        Files.setPosixFilePermissions(scene.keyFile, PosixFilePermissions.fromString("rw-r--r--"));
        refused("chmod 600");
        Files.setPosixFilePermissions(scene.keyFile, PosixFilePermissions.fromString("rw-------"));
        refused(scene.keyFile.toString());
    }

    @Test
    void aKeyThatTheHostDoesNotKnowIsRefused() {
        useKey(OTHER, "");
        refused("none of our keys");
    }

    @Test
    void anAgentsKeyLogsIn() {
        scene.keyFile = Path.of("");
        for (var pair : List.of(scene.ours, RSA, EC))
            try (var agent = new TestAgent(folder.resolve("agent"), pair)) {
                scene.agentSocket = agent.socket();
                connects();
            }
        refused("no SSH agent answers");
        try (var agent = new TestAgent(folder.resolve("agent"), OTHER)) {
            refused("none of our keys");
            scene.keyFile = TestKeys.write(folder.resolve("key"), scene.ours, "");
            connects();
        }
    }

    void connects() {
        try (var host = scene.connect()) {
            assertThat(host.run(Command.of("true")).isGood()).isTrue();
        }
    }

    private void refused(String why) {
        assertThatThrownBy(scene::connect)
                .isInstanceOf(HostTrouble.LoginRefused.class)
                .hasMessageContainingAll(scene.address().toString(), why);
    }

    private void useKey(KeyPair pair, String passphrase) {
        scene.keyFile = TestKeys.write(folder.resolve("key"), pair, passphrase);
    }

    private String ed25519() {
        return TestKeys.line(scene.hostKey.getPublic());
    }
}
