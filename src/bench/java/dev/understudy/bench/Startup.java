package dev.understudy.bench;

import dev.understudy.bench.Child.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** From the start of the process to its first answer over HTTP: the extracted jar against a bare web application. */
final class Startup {
    private static final int IDLE_SECONDS = 8;
    private final Path root;
    private final Path understudy;
    private final Path bareWeb;
    private final Report report;

    Startup(Path root, Path understudy, Path bareWeb, Report report) {
        this.root = root;
        this.understudy = understudy;
        this.bareWeb = bareWeb;
        this.report = report;
    }

    void run(int times) throws IOException, InterruptedException {
        report.title("Start-up, extracted jars, from the start of the process to the first answer");
        var bare = new ArrayList<Double>();
        var ours = new ArrayList<Double>();
        bareStart();
        ourStart(false);
        for (var time = 0; time < times; time++) {
            bare.add(bareStart());
            ours.add(ourStart(time == times - 1));
        }
        report.line("bare web application %s s, understudy %s s", texts(bare), texts(ours));
        report.atMost("start-up, understudy : bare", median(ours) / median(bare), 2.5);
    }

    private double bareStart() throws IOException, InterruptedException {
        var port = Contestant.freePort();
        var arguments = List.of("--server.port=" + port);
        try (var child = Child.start(root, new Program("bareweb", jvm(bareWeb), arguments, Map.of()))) {
            return child.answers(port);
        }
    }

    private double ourStart(boolean idle) throws IOException, InterruptedException {
        var port = Contestant.freePort();
        var arguments = Contestant.production(port, Contestant.freePort(), 10_000);
        var environment = Contestant.environment(Contestant.freePort(), Contestant.fresh(root, "start"));
        try (var child = Child.start(root, new Program("start", jvm(understudy), arguments, environment))) {
            var seconds = child.answers(port);
            if (idle) idle(child);
            return seconds;
        }
    }

    private void idle(Child child) throws IOException, InterruptedException {
        TimeUnit.SECONDS.sleep(IDLE_SECONDS);
        report.atMost("idle memory 8 s after the start (RSS, -Xmx256m), MB", child.megabytes("VmRSS"), 300);
    }

    private static List<String> jvm(Path jar) {
        return List.of("-Xmx256m", "-jar", jar.toAbsolutePath().toString());
    }

    private static double median(List<Double> seconds) {
        var sorted = seconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static String texts(List<Double> seconds) {
        return Arrays.toString(seconds.stream()
                .mapToDouble(one -> Math.round(one * 100) / 100.0)
                .toArray());
    }
}
