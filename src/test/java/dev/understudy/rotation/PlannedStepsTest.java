package dev.understudy.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.envfile.EnvReader;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The steps that a plan names are called as the journal calls them; RotationStrategiesTest sees the journal's. */
class PlannedStepsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            overlap    | false | create start verify commit policy drain swap
            overlap    | true  | create start verify commit follow verify-again policy drain swap
            stop-first | false | create retire drain start verify commit policy swap
            stop-first | true  | create retire drain commit start verify policy swap
            """)
    void aMountedFileIsVerifiedTwiceBesideTheOldWorkerAndIsInPlaceBeforeTheStartAfterIt(
            String strategy, boolean isMounted, String between) {
        var old = new HostFacts.Old(Host.OLD, true, "image", "always");
        var env = new EnvSeen(EnvReader.DOTENV, isMounted ? "/app/.env" : null, List.of(), null);
        var facts = HostFacts.seen(strategy, "why", old, new HostFacts.Shas("a", "b"))
                .of(env);
        assertThat(String.join(" ", PlannedSteps.of(facts, false)))
                .isEqualTo("reach look lock snapshot upload " + between + " clean-up unlock stand");
    }
}
