package dev.understudy.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understudy.host.Command;
import dev.understudy.host.EnvFileCommands;
import dev.understudy.host.Sha256;
import dev.understudy.host.Workplace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The simulated host's files beside a real shell's: any order of commands has the same outcome, exit code by exit code. */
class RealShellTest {
    private static final int STEPS = 60;

    @TempDir
    Path folder;

    @BeforeEach
    void isThereAShell() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/flock")), "util-linux and GNU coreutils are needed");
    }

    @ParameterizedTest
    @ValueSource(longs = {1})
    void bothDoTheSame(long seed) throws IOException, InterruptedException {
        try (var host = HostStage.open(folder)) {
            var real = Files.createFile(
                    folder.resolve("real.env"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            var old = host.run(host.files.read()).out();
            Files.write(real, old);
            var random = new Random(seed);
            var story = new ArrayList<String>();
            for (var step = 0; step < STEPS; step++) {
                var rotation = random.nextInt(4) == 0 ? "r2" : "r1";
                var choice = choice(random, old);
                var simulated = new EnvFileCommands(new Workplace("/srv/avatar/.env", rotation));
                var other = new EnvFileCommands(new Workplace(real.toString(), rotation));
                story.add(rotation + " " + step);
                var here = simulated(host, choice.apply(simulated)) + simulated(host, simulated.look());
                assertThat(here)
                        .as("seed %d, %s", seed, story)
                        .isEqualTo(real(choice.apply(other)) + real(other.look()));
            }
        }
    }

    private static Function<EnvFileCommands, Command> choice(Random random, byte[] old) {
        var contents = List.of(old, bytes("TAVUS_API_KEY=sandbox-2\n"), bytes(""), bytes("A=1"));
        var content = contents.get(random.nextInt(contents.size()));
        var first = Sha256.hex(contents.get(random.nextInt(2)));
        var second = Sha256.hex(contents.get(random.nextInt(2)));
        return switch (random.nextInt(10)) {
            case 0 -> EnvFileCommands::snapshot;
            case 1 -> EnvFileCommands::readStaged;
            case 2 -> EnvFileCommands::read;
            case 3 -> random.nextInt(3) == 0 ? EnvFileCommands::clean : EnvFileCommands::look;
            case 4 -> random.nextInt(3) == 0 ? EnvFileCommands::unlock : EnvFileCommands::look;
            case 5, 6 -> files -> files.upload(content);
            case 7 -> files -> files.commit(first, second);
            case 8 -> files -> files.restore(first, second);
            default -> EnvFileCommands::lock;
        };
    }

    private static String simulated(HostStage host, Command command) {
        var result = host.run(command);
        return result.exit() + " " + known(result.text()) + result.err();
    }

    private static String real(Command command) throws IOException, InterruptedException {
        var process = new ProcessBuilder("sh", "-c", command.line()).start();
        try (var in = process.getOutputStream()) {
            in.write(command.stdin().bytes());
        } catch (IOException e) {
            // it reads nothing
        }
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + " " + known(out) + err;
    }

    /** Whose account it is differs. */
    private static String known(String out) {
        return out.replaceAll("(owner|user)=[0-9]+", "$1=");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
