package dev.understudy.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.fixtures.BothDatabases;
import dev.understudy.host.HostTrouble;
import dev.understudy.store.Dialect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** The wait for the old container's last lines: short, and never a reason for a rotation to fail. */
class LastLinesTest {
    private static final String OLD = "inspect " + Host.OLD;
    private final RotationParts node = RotationParts.empty(Dialect.SQLITE);
    private final Host host = new Host().on(OLD, Host.container(Host.OLD, false));
    private final List<LogReader.Ended> asked = new ArrayList<>();
    private boolean isRead;
    private Duration patience = Duration.ofSeconds(10);

    @Test
    void itIsWaitedForUntilTheyAreRead() {
        var work = work();
        var lines = lines(true);
        lines.begin(work);
        lines.look(work);
        assertThat(work.isWaiting()).isTrue();
        assertThat(asked.get(0).id()).isEqualTo(Host.OLD);
        isRead = true;
        lines.look(work);
        assertThat(work.isWaiting()).isFalse();
    }

    @Test
    void oneThatStillRunsIsNotAskedForItsLastLines() {
        host.anew(OLD).on(OLD, Host.container(Host.OLD, true));
        var work = work();
        lines(true).begin(work);
        assertThat(work.isWaiting()).isFalse();
        assertThat(asked).isEmpty();
    }

    @Test
    void whatAnotherNodeHasByNowIsNotWaitedForHere() {
        var work = work();
        node.clock().pass(Duration.ofMinutes(5));
        var other = RotationParts.of("node2", BothDatabases.Shared.open(Dialect.SQLITE), node.clock());
        assertThat(other.rotations().claim("r1", 1_000)).isTrue();
        assertThatThrownBy(() -> lines(true).begin(work)).isInstanceOf(Setback.HandedOver.class);
    }

    @Test
    void atTheLimitTheRotationGoesOn() {
        var work = work();
        var lines = lines(true);
        lines.begin(work);
        node.clock().pass(Duration.ofMillis(9_999));
        lines.look(work);
        assertThat(work.isWaiting()).isTrue();
        node.clock().pass(Duration.ofMillis(1));
        lines.look(work);
        assertThat(work.isWaiting()).isFalse();
    }

    @Test
    void withoutAReaderOrWithOneThatDoesNotReadNothingIsAsked() {
        var work = work();
        lines(false).begin(work);
        assertThat(work.isWaiting()).isFalse();
        patience = Duration.ZERO;
        lines(true).begin(work);
        assertThat(work.isWaiting()).isFalse();
        assertThat(host.count(OLD)).isZero();
    }

    @Test
    void whateverGoesWrongTheRotationGoesOn() {
        host.anew(OLD).on(OLD, new HostTrouble.ConnectionLost("cut"));
        var work = work();
        lines(true).begin(work);
        assertThat(work.isWaiting()).isFalse();
        host.anew(OLD).on(OLD, Host.missing());
        lines(true).begin(work);
        assertThat(work.isWaiting()).isFalse();
        assertThat(asked).isEmpty();
    }

    private LastLines lines(boolean hasReader) {
        var beans = new StaticListableBeanFactory();
        if (hasReader) beans.addBean("reader", reader());
        return new LastLines(RotationParts.containers(), node.clock(), beans.getBeanProvider(LogReader.class));
    }

    private LogReader reader() {
        return new LogReader() {
            @Override
            public Duration patience() {
                return patience;
            }

            @Override
            public boolean isRead(Ended ended) {
                asked.add(ended);
                return isRead;
            }
        };
    }

    private Work work() {
        var old = new HostFacts.Old(Host.OLD, true, "image", "always");
        return node.work(host, HostFacts.seen("overlap", "why", old, new HostFacts.Shas("a", "b")));
    }
}
