package dev.understudy.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What every host does with our commands, be it real or played: {@link EnvFileContract} and {@link DockerContract} say it. */
abstract class CommandsContract {
    static final String OURS = "rotation-1";
    static final String OTHERS = "rotation-2";
    private static final ObjectMapper JSON = new ObjectMapper();

    Ground ground;
    Host host;

    /** Where it is tried: a folder with an env file, and a container that runs with it. */
    interface Ground extends AutoCloseable {
        /** A connection. */
        Host host();

        /** The workplace beside the env file. */
        Workplace place(String rotation);

        /** An env file whose worker registers at once, or one whose key is refused at once. */
        byte[] env(boolean isKeyGood);

        /** Makes these bytes the env file, mode 0640, of the account that logs in. */
        void write(byte[] env);

        /** Removes the env file. */
        void removeEnv();

        /** A file's mode in octal and its owner, as in {@code 640 root}. */
        String mode(String path);

        /** A container that was started with the first env file. */
        String container();

        /** The image that it was made of. */
        String image();

        @Override
        void close();
    }

    /** A new one, nobody's lock on it. */
    abstract Ground ground();

    @BeforeEach
    void connect() {
        ground = ground();
        host = ground.host();
    }

    @AfterEach
    void leave() {
        host.close();
        ground.close();
    }

    final EnvFileCommands files(String rotation) {
        return new EnvFileCommands(ground.place(rotation));
    }

    final EnvFileCommands files() {
        return files(OURS);
    }

    final DockerCommands docker() {
        return new DockerCommands(ground.place(OURS));
    }

    /** Runs it; it has to end with 0. */
    final CommandResult good(Command command) {
        return exits(0, command);
    }

    /** Runs it; it has to end with this. */
    final CommandResult exits(int exit, Command command) {
        var result = host.run(command);
        assertThat(result.exit()).as("exit, and it says: %s", result.err()).isEqualTo(exit);
        return result;
    }

    final FilesSeen look() {
        return FilesSeen.parse(good(files().look()).text());
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
