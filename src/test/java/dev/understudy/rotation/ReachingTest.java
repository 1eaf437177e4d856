package dev.understudy.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.host.Command;
import dev.understudy.host.CommandResult;
import dev.understudy.host.HostAddress;
import dev.understudy.host.HostTrouble;
import dev.understudy.rotation.Setback.StepFailed;
import dev.understudy.store.Dialect;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One connection for all that follows; what keeps us out of a host that nothing was done to is a refusal with its own name. */
class ReachingTest {
    private final RotationParts node = RotationParts.empty(Dialect.SQLITE);

    static Stream<Arguments> troubles() {
        return Stream.of(
                Arguments.of(
                        new HostTrouble.HostKeyUnknown("no key"), "host-key-unknown", "The host's key is not known"),
                Arguments.of(
                        new HostTrouble.HostKeyChanged("changed"),
                        "host-key-changed",
                        "The host shows another key than it had"),
                Arguments.of(
                        new HostTrouble.HostKeyRevoked("revoked"),
                        "host-key-revoked",
                        "The host shows a key that is revoked"),
                Arguments.of(
                        new HostTrouble.HostCertificateRefused("expired"),
                        "host-certificate-refused",
                        "The host's certificate is not valid"),
                Arguments.of(
                        new HostTrouble.LoginRefused("no login"), "host-login-refused", "The host does not let us in"),
                Arguments.of(new HostTrouble.Unreachable("nobody"), "host-unreachable", "The host cannot be reached"),
                Arguments.of(new HostTrouble.ConnectionLost("cut"), "host-answer-lost", "The host's answer was lost"));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void anUntouchedHostThatKeepsUsOutIsRefusedByName(HostTrouble trouble, String code, String title) {
        var work = node.work(new Host(), HostFacts.NONE);
        assertThatThrownBy(() -> reaching(trouble).reach(work)).isInstanceOfSatisfying(StepFailed.class, failed -> {
            assertThat(failed.problem().code()).isEqualTo(code);
            assertThat(failed.problem().title()).isEqualTo(title);
            assertThat(failed.problem().detail()).isEqualTo(trouble.getMessage());
        });
        assertThat(node.told("r1")).containsExactly("reach failed");
    }

    @Test
    void aHostThatWasTouchedIsTriedAgainInsteadOfBeingRefused() {
        var work = node.work(new Host(), HostFacts.NONE.touch(true));
        var trouble = new HostTrouble.Unreachable("nobody");
        assertThatThrownBy(() -> reaching(trouble).reach(work)).isSameAs(trouble);
        assertThat(node.told("r1")).containsExactly("reach lost");
    }

    @Test
    void allThatFollowsIsDoneOverTheOneConnection() {
        var work = node.work(new Host(), HostFacts.NONE);
        var host = new Host().on("READ", Host.good("over this one"));
        new Reaching(node.steps(), address -> host.connection()).reach(work);
        assertThat(work.run(work.files().read()).out()).asString().isEqualTo("over this one");
        assertThat(node.journal().of("r1").get(0).observed())
                .isEqualTo("connected to deploy@127.0.0.1:22, its key is in known_hosts");
    }

    @Test
    void connectionsAreClosedWhenAnotherTakesTheirPlaceAndInTheEnd() {
        var work = node.work(new Host(), HostFacts.NONE);
        var first = new Closed();
        var second = new Closed();
        var both = List.of(first, second).iterator();
        var reaching = new Reaching(node.steps(), (HostAddress address) -> both.next());
        reaching.reach(work);
        assertThat(first.closed).isZero();
        reaching.reach(work);
        assertThat(first.closed).isEqualTo(1);
        work.close();
        work.close();
        assertThat(second.closed).isEqualTo(1);
    }

    private Reaching reaching(HostTrouble trouble) {
        return new Reaching(node.steps(), address -> {
            throw trouble;
        });
    }

    private static final class Closed implements dev.understudy.host.Host {
        private int closed;

        @Override
        public CommandResult run(Command command) {
            throw new AssertionError("nothing is to be done");
        }

        @Override
        public void close() {
            closed++;
        }
    }
}
