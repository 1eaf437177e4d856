package dev.understudy.hosts;

import dev.understudy.fixtures.host.Backend;
import dev.understudy.fixtures.host.DockerHost;
import java.util.ArrayList;
import java.util.LongSummaryStatistics;
import java.util.concurrent.CompletableFuture;

/**
 * A rotation, and how many of a backend's workers ran meanwhile, as somebody sees it who looks all the time.
 *
 * @param rotated how it came out
 * @param workers how many ran, the fewest and the most of them
 */
record Meanwhile(Rotated rotated, LongSummaryStatistics workers) {
    /** Rotates to that key. */
    static Meanwhile of(DockerHost machine, Backend backend, Rotator rotator, String key) {
        var counted = new ArrayList<Long>();
        var rotating = CompletableFuture.supplyAsync(() -> rotator.rotate(key));
        while (!rotating.isDone()) counted.add(workers(machine, backend));
        var workers = counted.stream().mapToLong(Long::longValue).summaryStatistics();
        return new Meanwhile(rotating.join(), workers);
    }

    /** How many run now, whatever a rotation calls them. */
    static long workers(DockerHost machine, Backend backend) {
        return machine.engine()
                .docker("ps", "--filter", "status=running", "--format", "{{.Names}}")
                .lines()
                .filter(name -> name.startsWith(backend.name()))
                .count();
    }
}
