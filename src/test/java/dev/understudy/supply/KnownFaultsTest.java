package dev.understudy.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No library comes in that is known to be faulty: src/test/resources/supply/known-faults.yaml beside what Maven resolves. */
class KnownFaultsTest {
    private final List<Fault> faults = Fault.all();

    @Test
    void nothingThatWeShipHasAKnownFault() {
        var found = new ArrayList<String>();
        for (var library : Library.all())
            for (var fault : faults)
                if (fault.isUnansweredIn(library))
                    found.add(library.name() + " " + library.version() + ": " + fault.id() + ", " + fault.why());
        assertThat(found)
                .as("libraries with known faults; see docs/supply-chain.md")
                .isEmpty();
    }

    @Test
    void whatIsAcceptedIsStillShipped() {
        var libraries = Library.all();
        var needless = new ArrayList<String>();
        for (var fault : faults)
            for (var version : fault.accepted().keySet())
                if (libraries.stream()
                        .noneMatch(each -> fault.isIn(each) && each.version().equals(version)))
                    needless.add(fault.id() + " " + version);
        assertThat(needless)
                .as("accepted for a version that is not there or not faulty")
                .isEmpty();
    }

    @Test
    void everyFaultCanBeLookedUpAndSaysWhatItDoes() {
        assertThat(faults).isNotEmpty().allSatisfy(fault -> {
            assertThat(fault.id()).matches("CVE-\\d{4}-\\d{4,}|GHSA(-[2-9cfghjmpqrvwx]{4}){3}");
            assertThat(fault.of()).isNotEmpty().allMatch(name -> name.matches("[\\w.-]+:[\\w.-]+"));
            assertThat(fault.versions().hasRestrictions()).isTrue();
            assertThat(fault.why()).isNotBlank();
            assertThat(fault.accepted().values()).allMatch(why -> why.length() > 10);
        });
        assertThat(faults).extracting(Fault::id).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "org.apache.tomcat.embed:tomcat-embed-core, 10.1.61, 10.1.62",
        "com.google.guava:guava, 31.1-jre, 32.0.1-jre",
        "com.squareup.okio:okio-jvm, 3.3.0, 3.4.0",
        "io.netty:netty-codec-http2, 4.1.123.Final, 4.1.124.Final",
        "com.nimbusds:nimbus-jose-jwt, 9.37.3, 9.37.4",
        "com.google.protobuf:protobuf-java, 4.28.0-RC1, 4.28.2",
        "org.apache.logging.log4j:log4j-core, 2.17.0, 2.17.1",
        "org.yaml:snakeyaml, 1.33, 2.0"
    })
    void aFaultyVersionIsToldFromAGoodOne(String name, String faulty, String good) {
        assertThat(faults).anyMatch(fault -> fault.isUnansweredIn(new Library(name, faulty, List.of())));
        assertThat(faults).noneMatch(fault -> fault.isUnansweredIn(new Library(name, good, List.of())));
    }

    @Test
    void anAcceptanceHoldsForItsOwnVersionOnly() {
        var mail = "org.apache.camel:camel-mail";
        assertThat(faults).noneMatch(fault -> fault.isUnansweredIn(new Library(mail, "4.17.0", List.of())));
        assertThat(faults).anyMatch(fault -> fault.isUnansweredIn(new Library(mail, "4.16.0", List.of())));
    }
}
