package dev.understudy.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** On what it was measured. */
final class Machine {
    private Machine() {}

    static void tell(Report report) throws IOException {
        var system = ManagementFactory.getOperatingSystemMXBean();
        report.title("Machine");
        report.line("%s, %d processors, %s", model(), system.getAvailableProcessors(), memory());
        report.line(
                "%s %s, Java %s (%s)",
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("java.version"),
                System.getProperty("java.vendor"));
        report.line(
                "load before: %.1f (idle is near 0; other work on the machine moves every number)",
                system.getSystemLoadAverage());
        report.line("the application, the simulators and the driver share these processors; all traffic is loopback");
    }

    private static String model() throws IOException {
        return line("/proc/cpuinfo", "model name");
    }

    private static String memory() throws IOException {
        return line("/proc/meminfo", "MemTotal");
    }

    private static String line(String file, String name) throws IOException {
        if (!Files.exists(Path.of(file))) return name + " unknown";
        return Files.readAllLines(Path.of(file)).stream()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .orElse(name + " unknown");
    }
}
