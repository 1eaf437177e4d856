package dev.understudy.bench;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process of the benchmark: started in a folder of its own, its output kept, stopped by its handle and by nothing else. */
final class Child implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int POLL_MS = 5;
    private final Process process;
    private final Path log;

    private final long startedAt = System.nanoTime();

    private Child(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * A program to start.
     *
     * @param name of its folder and its log
     * @param jvm arguments for the JVM
     * @param arguments its own
     * @param environment what is set beside the benchmark's own environment
     */
    record Program(String name, List<String> jvm, List<String> arguments, Map<String, String> environment) {}

    static Child start(Path root, Program program) throws IOException {
        var folder = Files.createDirectories(root.resolve("run").resolve(program.name()));
        var log = root.resolve(program.name() + ".log");
        var command = new ArrayList<String>();
        command.add(java());
        command.addAll(program.jvm());
        command.addAll(program.arguments());
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.redirectOutput(Redirect.to(log.toFile()))
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().putAll(program.environment());
        var child = new Child(builder.start(), log);
        Runtime.getRuntime().addShutdownHook(new Thread(child.process::destroyForcibly));
        return child;
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Waits until something answers there over HTTP, whatever it says; gives the seconds since the process began. */
    double answers(int port) throws IOException, InterruptedException {
        while (process.isAlive() && System.nanoTime() - startedAt < PATIENCE.toNanos()) {
            if (isThere(port)) return (System.nanoTime() - startedAt) / 1e9;
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
        throw new IOException("no answer on port " + port + ", see " + log);
    }

    /** Fails when it has ended: it may answer for a moment and then refuse to start. */
    void mustRun() throws IOException {
        if (!process.isAlive()) throw new IOException("it has ended, see " + log);
    }

    /** Seconds of processor time that it has used so far. */
    double cpuSeconds() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
    }

    /** A line of {@code /proc/<pid>/status}, MB: {@code VmRSS} now, {@code VmHWM} at its highest; 0 where there is no such file. */
    long megabytes(String line) throws IOException {
        var status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(status)) return 0;
        return Files.readAllLines(status).stream()
                        .filter(one -> one.startsWith(line + ":"))
                        .mapToLong(one -> Long.parseLong(one.replaceAll("\\D", "")))
                        .findFirst()
                        .orElse(0)
                / 1024;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS))
                process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isThere(int port) {
        try {
            var connection = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + "/").toURL().openConnection();
            connection.setReadTimeout(5_000);
            return connection.getResponseCode() > 0;
        } catch (IOException e) {
            return false;
        }
    }
}
