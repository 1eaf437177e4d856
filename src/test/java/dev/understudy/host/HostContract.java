package dev.understudy.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.util.ReflectionTestUtils;

/** What a host's commands do, whichever server it has. */
abstract class HostContract {
    private static final byte[] MANY = new byte[5 * 1024 * 1024];
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    HostScene scene;

    /** Starts the kind of server that this is about. */
    abstract Sshd start(Sshd.Plan plan);

    @BeforeEach
    void begin() {
        scene = new HostScene(folder, this::start);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void aCommandGivesItsExitCodeAndBothOutputs() {
        try (var host = scene.connect()) {
            var result = host.run(sh("printf out; printf err >&2; exit 7"));
            assertThat(result.exit()).isEqualTo(7);
            assertThat(result.text()).isEqualTo("out");
            assertThat(result.err()).isEqualTo("err");
            assertThat(result.isGood()).isFalse();
            assertThat(result.isCut()).isFalse();
            assertThat(host.run(Command.of("true")).isGood()).isTrue();
        }
    }

    @Test
    void argumentsArriveAsTheyAre() {
        try (var host = scene.connect()) {
            var strange = "it's $HOME `id` \"x\" \\ * ü\n;";
            assertThat(host.run(Command.of("printf", "%s|", strange, "b c")).text())
                    .isEqualTo(strange + "|b c|");
        }
    }

    @Test
    void stdinArrivesWholeAndEnds() {
        Arrays.fill(MANY, (byte) 'x');
        try (var host = scene.connect()) {
            assertThat(host.run(sh("wc -c").reading(Stdin.of(MANY))).text().strip())
                    .isEqualTo(Integer.toString(MANY.length));
            assertThat(host.run(Command.of("cat")).isGood()).isTrue();
        }
    }

    @Test
    void stdinThatStaysOpenDoesNotEnd() {
        var input = Stdin.open("first\n".getBytes(StandardCharsets.UTF_8));
        try (var host = scene.connect()) {
            // timeout's 124 says that cat was still waiting for more
            var result = host.run(Command.of("timeout", "1", "cat").reading(input));
            assertThat(result.exit()).isEqualTo(124);
            assertThat(result.text()).isEqualTo("first\n");
            assertThat(host.run(Command.of("head", "-n", "1").reading(input)).text())
                    .isEqualTo("first\n");
        }
    }

    @Test
    void aCommandNeedNotReadItsInput() {
        try (var host = scene.connect()) {
            var closes = sh("exec 0<&-; sleep 0.3; echo done").reading(Stdin.of(MANY));
            assertThat(host.run(closes).text()).isEqualTo("done\n");
            assertThat(host.run(Command.of("false").reading(Stdin.of(MANY))).exit())
                    .isEqualTo(1);
            assertThat(host.run(Command.of("false").reading(Stdin.open(MANY))).exit())
                    .isEqualTo(1);
        }
    }

    @Test
    void aCommandThatTakesTooLongIsGivenUpAndTheNextOneRuns() {
        try (var host = scene.connect()) {
            var start = System.nanoTime();
            assertThatThrownBy(() -> host.run(Command.of("sleep", "300").within(Duration.ofMillis(400))))
                    .isInstanceOf(HostTrouble.CommandTimedOut.class)
                    .hasMessageContaining("sleep");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(400));
            assertThat(host.run(Command.of("echo", "on")).text()).isEqualTo("on\n");
        }
    }

    @Test
    void aCommandThatDoesNotTakeItsInputIsGivenUpToo() {
        try (var host = scene.connect()) {
            var secret = Stdin.of("hush".repeat(3_000_000).getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() ->
                            host.run(Command.of("sleep", "300").reading(secret).within(Duration.ofMillis(600))))
                    .isInstanceOf(HostTrouble.CommandTimedOut.class)
                    .hasMessageNotContaining("hush");
            assertThat(host.run(Command.of("echo", "on")).text()).isEqualTo("on\n");
        }
    }

    @Test
    void outputBeyondTheLimitIsForgotten() {
        try (var host = scene.connect()) {
            var result = host.run(sh("head -c 100000000 /dev/zero; head -c 70000 /dev/zero >&2; exit 3"));
            assertThat(result.exit()).isEqualTo(3);
            assertThat(result.out()).hasSize(scene.outputLimit);
            assertThat(result.err()).hasSize(scene.outputLimit);
            assertThat(result.isCut()).isTrue();
        }
    }

    @Test
    void aSignalIsNoExitCode() {
        try (var host = scene.connect()) {
            var result = host.run(sh("kill -KILL $$"));
            assertThat(result.exit()).isNull();
            assertThat(result.signal()).isEqualTo("KILL");
            assertThat(result.isGood()).isFalse();
        }
    }

    @Test
    void aConnectionThatIsCutGivesNoResult() {
        try (var host = scene.connect()) {
            var running =
                    CompletableFuture.supplyAsync(() -> host.run(sh("echo before; touch " + mark() + "; sleep 20")));
            await().atMost(SOON).until(() -> mark().toFile().exists());
            scene.wire.cut();
            assertThatThrownBy(running::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(HostTrouble.ConnectionLost.class);
            assertThatThrownBy(() -> host.run(Command.of("true"))).isInstanceOf(HostTrouble.ConnectionLost.class);
        }
    }

    @Test
    void aHostThatFallsSilentIsGivenUpAfterThreeHeartbeats() {
        scene.heartbeat = Duration.ofMillis(500);
        try (var host = scene.connect()) {
            assertThat(host.run(Command.of("sleep", "3")).isGood()).isTrue();
            scene.wire.fallSilent();
            // without heartbeats it would be the command that takes too long
            assertThatThrownBy(() -> host.run(Command.of("sleep", "25")))
                    .isInstanceOf(HostTrouble.ConnectionLost.class);
        }
    }

    @Test
    void anInterruptedThreadGivesUpAndStaysInterrupted() throws Exception {
        try (var host = scene.connect()) {
            var waiting = CompletableFuture.supplyAsync(() -> {
                Thread.currentThread().interrupt();
                assertThatThrownBy(() -> host.run(Command.of("sleep", "20")))
                        .isInstanceOf(HostTrouble.ConnectionLost.class);
                return Thread.interrupted();
            });
            assertThat(waiting.get(SOON.toSeconds(), java.util.concurrent.TimeUnit.SECONDS))
                    .isTrue();
        }
    }

    @Test
    void closingLeavesNothingBehind() {
        String client;
        try (var host = scene.connect()) {
            host.run(Command.of("true"));
            client = String.valueOf(ReflectionTestUtils.getField(host, "client")); // its threads are named after it
            assertThat(threadsOf(client)).isNotEmpty();
        }
        await().atMost(SOON).until(() -> threadsOf(client).isEmpty());
    }

    private static Set<Thread> threadsOf(String client) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(each -> each.getName().contains(client))
                .collect(Collectors.toSet());
    }

    private Path mark() {
        return folder.resolve("mark");
    }

    static Command sh(String script) {
        return Command.of("sh", "-c", script);
    }
}
