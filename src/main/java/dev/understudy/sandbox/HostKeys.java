package dev.understudy.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;

/**
 * The keys of one simulated host, made at its start: ECDSA, because they take a few milliseconds and no further library.
 *
 * @param host what the host shows
 * @param impostor what it shows under the fault {@code wrong-host-key}
 * @param client what the client logs in with
 */
record HostKeys(KeyPair host, KeyPair impostor, KeyPair client) {
    /** The client's private key, in OpenSSH's format. */
    static final String CLIENT = "id_ecdsa";
    /** The host's public key, as OpenSSH remembers it. */
    static final String KNOWN = "known_hosts";

    static HostKeys make() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return new HostKeys(generator.generateKeyPair(), generator.generateKeyPair(), generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM makes keys on P-256", e);
        }
    }

    /** Writes what a client of that host needs into a folder of its own; the files go with this process. */
    void write(Path folder, int port) {
        try {
            if (!Files.isDirectory(folder)) make(folder);
            write(folder.resolve(CLIENT), privateKey());
            var known = "[127.0.0.1]:" + port + " " + PublicKeyEntry.toString(host.getPublic()) + "\n";
            write(folder.resolve(KNOWN), HostAnswer.bytes(known));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the simulated host's keys into " + folder, e);
        }
    }

    boolean isClient(PublicKey shown) {
        return org.apache.sshd.common.config.keys.KeyUtils.compareKeys(shown, client.getPublic());
    }

    private byte[] privateKey() throws IOException {
        try {
            var out = new ByteArrayOutputStream();
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(client, "sandbox", null, out);
            return out.toByteArray();
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static void make(Path folder) throws IOException {
        Files.createDirectories(folder);
        folder.toFile().deleteOnExit();
        if (hasModes(folder)) Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.deleteIfExists(file);
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        if (hasModes(file.toAbsolutePath().getParent())) Files.createFile(file, mode);
        else Files.createFile(file);
        file.toFile().deleteOnExit();
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(content);
        }
    }

    private static boolean hasModes(@org.jspecify.annotations.Nullable Path folder) throws IOException {
        return folder != null && Files.getFileStore(folder).supportsFileAttributeView("posix");
    }

    @Override
    public String toString() {
        return "[keys]";
    }
}
