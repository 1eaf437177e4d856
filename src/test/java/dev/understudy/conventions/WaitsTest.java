package dev.understudy.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No test decides by the machine's speed: a bound on a wait is generous, and how long something took is printed. */
class WaitsTest {
    private static final int GENEROUS_S = 60;
    private static final Pattern BOUND = Pattern.compile(
            "(?:atMost\\(|Duration (?:PATIENCE|LIMIT|LONG|CALL|STARTING) = )Duration\\.of(Millis|Seconds)\\((\\d+)\\)");
    private static final Pattern STOPWATCH = Pattern.compile(
            "(?:nanoTime\\(\\)|tookMs\\(\\)|\\.between\\(\")[^;]*?\\.(?:isLessThan|isBetween|isCloseTo)\\w*\\(");

    /** Times are what it is about, alone on the machine; and a strike that finds nothing in time says so and goes on. */
    private static final List<String> OTHERWISE =
            List.of("LiveKitTimesTest.java", "SandboxFewCallsTest.java", "LiveKitFewCallsTest.java", "Strike.java");

    @Test
    void aBoundOnAWaitIsGenerous() {
        assertThat(tests().flatMap(file -> BOUND.matcher(Checkout.text(file))
                        .results()
                        .filter(found ->
                                found.group(1).equals("Millis") || Integer.parseInt(found.group(2)) < GENEROUS_S)
                        .map(found -> file.getFileName() + ": " + found.group())))
                .isEmpty();
    }

    @Test
    void howLongSomethingTookIsNotJudged() {
        assertThat(tests().flatMap(file -> STOPWATCH
                        .matcher(Checkout.text(file))
                        .results()
                        .map(found -> file.getFileName() + ": " + found.group())))
                .isEmpty();
    }

    private static Stream<Path> tests() {
        return Checkout.java("src/test/java").stream()
                .filter(file -> !OTHERWISE.contains(String.valueOf(file.getFileName())));
    }
}
