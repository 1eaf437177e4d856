package dev.understudy.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.host.DockerHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is struck, in whatever step: afterwards one container runs, under its name, with its policy and the key of its env
 * file, and nothing of the rotation is left. {@code -Dhost.faults} says how many, {@code -Dhost.seed} repeats them.
 */
class HostFaultInjectionTest {
    private static final int BLOCK = 20;
    private static final int FEW = 8;

    @TempDir
    Path folder;

    @Test
    @Tag("host")
    void aFewFaultsLeaveEverythingOldOrNew() throws IOException {
        var file = Path.of("target", "host", "faults.txt");
        Files.deleteIfExists(file);
        inject(new Kept(file), Integer.getInteger("host.faults", FEW));
    }

    @Test
    @Tag("chaos")
    void twoHundredFaultsLeaveEverythingOldOrNew() {
        inject(new Kept(Path.of("target", "chaos", "host-faults.txt")), Integer.getInteger("host.faults", 200));
    }

    private void inject(Kept kept, int count) {
        var faults = inBlocks(Fault.mixed(new Random(kept.seed()), 2 * count));
        try (var machine = DockerHost.start();
                var campaign = new Campaign(machine, folder)) {
            for (var i = kept.tried(); kept.hits() < count && i < faults.size(); i++) {
                var outcome = campaign.strike(faults.get(i), "f" + i, new Random(kept.seed() + i));
                kept.add(i, outcome);
            }
        }
        System.out.println(kept.hits() + " faults hit of " + kept.tried() + " tried, "
                + kept.exceptions().size() + " exceptions");
        assertThat(kept.exceptions()).isEmpty();
        assertThat(kept.hits()).isGreaterThanOrEqualTo(count);
    }

    /** In each block those of one kind of container come together: to make another one takes time. */
    private static List<Fault> inBlocks(List<Fault> faults) {
        var sorted = new ArrayList<Fault>();
        for (var i = 0; i < faults.size(); i += BLOCK) {
            var block = new ArrayList<>(faults.subList(i, Math.min(i + BLOCK, faults.size())));
            var order = Comparator.comparing((Fault fault) -> fault.way().make());
            block.sort(i / BLOCK % 2 == 0 ? order : order.reversed());
            sorted.addAll(block);
        }
        return sorted;
    }
}
