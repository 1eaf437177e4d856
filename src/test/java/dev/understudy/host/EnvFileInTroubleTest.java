package dev.understudy.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Uploads that arrive torn and an env file that somebody else changes, in any order, in a real shell: the file is never
 * anything but what somebody wrote whole, and what somebody else wrote stays. -Denv-file.seeds for more seeds than 20,
 * -Denv-file.seed to repeat one.
 */
class EnvFileInTroubleTest {
    private static final int STEPS = 12;
    private static final byte[] OLD = "TAVUS_API_KEY=good-old\n".getBytes(UTF_8);
    private static final byte[] NEW = "TAVUS_API_KEY=good-new\nMORE=1\n".getBytes(UTF_8);
    private static final byte[] OTHER = "TAVUS_API_KEY=somebody-else\n".getBytes(UTF_8);
    private static final String OLD_SHA = Sha256.hex(OLD);
    private static final String NEW_SHA = Sha256.hex(NEW);

    @TempDir
    Path folder;

    private final ShellHost host = new ShellHost();
    private final List<String> story = new ArrayList<>();
    private Random random = new Random(0);

    /** What has to lie there; null for no such file. */
    private byte @Nullable [] env = OLD;

    private byte @Nullable [] staged;

    static LongStream seeds() {
        var one = Long.getLong("env-file.seed");
        return one != null ? LongStream.of(one) : LongStream.rangeClosed(1, Long.getLong("env-file.seeds", 20));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nothingTornAndNobodysWorkIsEverLost(long seed) throws IOException {
        random = new Random(seed);
        Files.write(file(), OLD);
        run("lock", files().lock(), 0);
        run("snapshot", files().snapshot(), 0);
        for (var step = 0; step < STEPS; step++) {
            step();
            assertThat(there(files().place().envFile()))
                    .as("the env file, seed %d: %s", seed, story)
                    .isEqualTo(env);
            assertThat(there(files().place().staged()))
                    .as("what is staged, seed %d: %s", seed, story)
                    .isEqualTo(staged);
            assertThat(there(files().place().staged() + ".part"))
                    .as("remains, seed %d: %s", seed, story)
                    .isNull();
        }
    }

    private void step() throws IOException {
        switch (random.nextInt(10)) {
            case 0, 1 -> torn(random.nextInt(4) == 0 ? OTHER : NEW);
            case 2, 3, 4 -> whole(random.nextInt(4) == 0 ? OTHER : NEW);
            case 5, 6, 7 -> committed();
            default -> restored();
        }
        if (random.nextInt(3) == 0) edited();
    }

    /** Somebody else writes the env file, sometimes what we would have written, or removes it. */
    private void edited() throws IOException {
        var choices = new byte[][] {OLD, NEW, OTHER, null};
        env = choices[random.nextInt(choices.length)];
        story.add("somebody writes " + word(env));
        if (env == null) Files.deleteIfExists(file());
        else Files.write(file(), env);
    }

    private void whole(byte[] bytes) {
        run("upload of " + word(bytes), files().upload(bytes), 0);
        staged = bytes;
    }

    /** The end is missing, or a byte is not what was sent. */
    private void torn(byte[] bytes) {
        var upload = files().upload(bytes);
        var sent = upload.stdin().bytes();
        var at = random.nextInt(sent.length);
        var came = random.nextBoolean() ? Arrays.copyOf(sent, at) : flipped(sent, at);
        run("upload torn at " + at + " of " + sent.length, upload.reading(Stdin.of(came)), Guarded.TORN);
    }

    private static byte[] flipped(byte[] sent, int at) {
        var other = sent.clone();
        other[at] ^= 1;
        return other;
    }

    private void committed() {
        var commit = files().commit(OLD_SHA, NEW_SHA);
        if (env == null) run("commit", commit, Guarded.NO_FILE);
        else if (env == NEW) run("commit once more", commit, 0);
        else if (env != OLD) run("commit", commit, Guarded.EDITED);
        else if (staged == null) run("commit", commit, Guarded.NO_FILE);
        else if (staged != NEW) run("commit", commit, Guarded.TORN);
        else {
            run("commit", commit, 0);
            env = NEW;
        }
        if (env == NEW) staged = null;
    }

    private void restored() {
        var restore = files().restore(OLD_SHA, NEW_SHA);
        var isOther = env != null && env != OLD && env != NEW;
        run("restore", restore, env == null ? Guarded.NO_FILE : isOther ? Guarded.EDITED : 0);
        staged = null;
        if (env != null && !isOther) env = OLD;
    }

    private void run(String what, Command command, int exit) {
        story.add(what);
        var result = host.run(command);
        assertThat(result.exit())
                .as("exit of the last step, seed in the test's name: %s; it says %s", story, result.err())
                .isEqualTo(exit);
    }

    private static String word(byte @Nullable [] bytes) {
        return bytes == null ? "nothing" : bytes == OLD ? "the old one" : bytes == NEW ? "the new one" : "another one";
    }

    private Path file() {
        return folder.resolve(".env");
    }

    private EnvFileCommands files() {
        return new EnvFileCommands(new Workplace(file().toString(), "rotation-1"));
    }

    private static byte @Nullable [] there(String path) throws IOException {
        var file = Path.of(path);
        return Files.exists(file) ? Files.readAllBytes(file) : null;
    }
}
