package dev.understudy.conventions;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** Packages are capabilities; which may know which is settled here, and so is what no class is called. */
class PackagesTest {
    private static final String OURS = "dev.understudy.";
    private static final String BANNED_NAMES =
            "(Abstract|Base)[A-Z].*|.*(Service|Impl|Manager|Helper|Utils?|Handler|Processor|DTO|Dto)";

    @ParameterizedTest(name = "{0} knows nobody but {1}")
    @CsvFileSource(resources = "/packages.csv")
    void aCapabilityKnowsFewOthers(String name, String known) {
        var allowed = Stream.concat(Stream.of(name), Arrays.stream(known.split(" ")))
                .map(each -> OURS + each)
                .toList();
        noClasses()
                .that()
                .resideInAPackage(OURS + name + "..")
                .should()
                .dependOnClassesThat(oursOutside(allowed))
                .check(Code.MAIN);
    }

    @Test
    void onlyTheStartKnowsTheSandbox() {
        noClasses()
                .that()
                .resideOutsideOfPackage(OURS + "sandbox..")
                .and()
                .doNotHaveFullyQualifiedName(OURS + "Understudy")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(OURS + "sandbox..")
                .because("what is sold must not depend on its simulators")
                .check(Code.MAIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "reconcile", "heartbeat", "health", "events", "management", "meet", "trouble"})
    void whatOnlyLooksOrDrivesIsKnownByNobody(String name) {
        noClasses()
                .that()
                .resideOutsideOfPackage(OURS + name + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(OURS + name + "..")
                .check(Code.MAIN);
    }

    @Test
    void packagesKnowEachOtherInOneDirectionOnly() {
        slices().matching("dev.understudy.(*)..").should().beFreeOfCycles().check(Code.MAIN);
    }

    @Test
    void noNameHidesWhatAClassIs() {
        noClasses()
                .should()
                .haveNameMatching(".*[.$](" + BANNED_NAMES + ")")
                .because("a name says what a thing is, not of which kind")
                .check(Code.MAIN);
    }

    @Test
    void nobodySleepsOrPrints() {
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", java.time.Duration.class)
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .because("time is waited for by timers, and what is said goes to the log")
                .check(Code.MAIN);
    }

    @Test
    void testsDoNotSleepEither() {
        var call = "Thread." + "sleep(";
        var sleepers = Stream.of("src/test/java", "src/bench/java")
                .flatMap(folder -> Checkout.java(folder).stream())
                .filter(file -> Checkout.text(file).contains(call))
                .toList();
        assertThat(sleepers).as("use Awaitility").isEmpty();
    }

    @Test
    void whatAClassNeedsComesThroughItsConstructor() {
        noFields()
                .should()
                .beAnnotatedWith(Autowired.class)
                .orShould()
                .beAnnotatedWith(Value.class)
                .orShould()
                .beAnnotatedWith("jakarta.annotation.Resource")
                .orShould()
                .beAnnotatedWith("jakarta.inject.Inject")
                .check(Code.MAIN);
    }

    @Test
    void loggersAndOtherConstantsAreFinal() {
        fields().that().areStatic().should().beFinal().check(Code.MAIN);
    }

    @Test
    void everyPackageSaysWhatItIsForAndKnowsNoNulls() {
        var bare = new TreeSet<String>();
        for (var root : List.of("src/main/java", "src/test/java", "src/bench/java"))
            for (var file : Checkout.java(root)) {
                var info = file.resolveSibling("package-info.java");
                if (!isGood(info) && !isGood(ofMain(info)))
                    bare.add(file.getParent().toString());
            }
        assertThat(bare).as("packages without a sentence and @NullMarked").isEmpty();
    }

    /** A package of tests beside its sources is explained there. */
    private static Path ofMain(Path info) {
        return Path.of(info.toString().replaceFirst("src/(test|bench)/java", "src/main/java"));
    }

    private static boolean isGood(Path info) {
        if (!Files.exists(info)) return false;
        var text = Checkout.text(info);
        return text.startsWith("/**") && text.contains("@NullMarked");
    }

    private static DescribedPredicate<JavaClass> oursOutside(List<String> allowed) {
        return DescribedPredicate.describe(
                "are ours, outside of " + allowed,
                type -> type.getPackageName().startsWith(OURS)
                        && allowed.stream().noneMatch(each -> isIn(type.getPackageName(), each)));
    }

    private static boolean isIn(String name, String parent) {
        return name.equals(parent) || name.startsWith(parent + ".");
    }
}
