package dev.understudy.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;

/** This machine as a host: its own shell runs the commands, without SSH and without root. */
final class ShellHost implements Host {
    @Override
    public CommandResult run(Command command) {
        try {
            var process = new ProcessBuilder("sh", "-c", command.line()).start();
            feed(process, command.stdin().bytes());
            var out = process.getInputStream().readAllBytes();
            var err = new String(process.getErrorStream().readAllBytes(), UTF_8);
            return new CommandResult(process.waitFor(), null, out, err, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void feed(Process process, byte[] bytes) {
        try (var in = process.getOutputStream()) {
            in.write(bytes);
        } catch (IOException e) {
            // it ended before it read all of it
        }
    }

    @Override
    public void close() {}
}
