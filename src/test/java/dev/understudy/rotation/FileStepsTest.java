package dev.understudy.rotation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.understudy.credential.CredentialParts;
import dev.understudy.host.Guarded;
import dev.understudy.host.Sha256;
import dev.understudy.rotation.Setback.PersonNeeded;
import dev.understudy.rotation.Setback.StepFailed;
import dev.understudy.rotation.Setback.Unsure;
import dev.understudy.store.Dialect;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The steps that change the env file: what is done once, what is remembered before it is done, and what its ends mean. */
class FileStepsTest {
    private static final String ENV = "A=1\nTAVUS_API_KEY=sandbox-unit-old\n";
    private static final String NEW_ENV = "A=1\nTAVUS_API_KEY=" + RotationParts.NEW.reveal() + "\n";
    private static final String NEW_SHA = Sha256.hex(NEW_ENV.getBytes(UTF_8));
    private final RotationParts node = RotationParts.empty(Dialect.SQLITE);
    private final Host host = new Host();
    private final FileSteps steps = new FileSteps(
            node.steps(), new NewEnvFile(CredentialParts.staged(Optional.of(RotationParts.NEW)), node.settings()));

    @Test
    void fromTheLockOnTheHostCountsAsTouched() {
        host.on("LOCK", Host.good(""));
        steps.lock(work(NEW_SHA));
        assertThat(node.told("r1")).containsExactly("lock done");
        assertThat(node.journal().of("r1").get(0).observed()).isEqualTo("locked by r1");
        assertThat(node.kept("r1").facts().touched()).isTrue();
    }

    @Test
    void whereAnotherRotationHasTheLockNothingWasTouched() {
        host.on("LOCK", Host.bad(Guarded.NOT_OURS, "r0"));
        var failed = catchThrowableOfType(StepFailed.class, () -> steps.lock(work(NEW_SHA)));
        assertThat(failed.problem().type()).endsWith(":host-locked");
        assertThat(node.kept("r1").facts().touched()).isFalse();
    }

    @Test
    void aLockOfWhichNothingIsKnownMayHaveBeenTaken() {
        host.on("LOCK", Host.bad(137, ""));
        assertThat(catchThrowableOfType(Unsure.class, () -> steps.lock(work(NEW_SHA))))
                .isNotNull();
        assertThat(node.kept("r1").facts().touched()).isTrue();
        assertThat(node.told("r1")).containsExactly("lock lost");
    }

    @Test
    void theCopyIsMadeOnce() {
        host.on("SNAPSHOT", Host.good(""));
        var work = work(NEW_SHA);
        steps.snapshot(work);
        steps.snapshot(work);
        assertThat(host.count("SNAPSHOT")).isEqualTo(1);
        assertThat(node.journal().of("r1").get(0).observed()).isEqualTo("the env file is kept beside itself");
    }

    @Test
    void theNewFileIsUploadedOnceAndOnlyItsLengthAndChecksumAreTold() {
        host.on("READ", Host.good(ENV)).on("UPLOAD", Host.good(""));
        var work = work(NEW_SHA);
        steps.upload(work);
        steps.upload(work);
        assertThat(host.count("UPLOAD")).isEqualTo(1);
        assertThat(node.journal().of("r1").get(0).observed())
                .isEqualTo(NEW_ENV.length() + " bytes, mode 600, checksum " + NEW_SHA.substring(0, 12));
    }

    @Test
    void aFileThatIsNotTheOneThatWasLookedAtIsNotChanged() {
        host.on("READ", Host.good("B=2\n" + ENV));
        var failed = catchThrowableOfType(StepFailed.class, () -> steps.upload(work(NEW_SHA)));
        assertThat(failed.problem().type()).endsWith(":env-file-edited");
        assertThat(host.count("UPLOAD")).isZero();
    }

    @Test
    void anUploadThatCameTornIsTriedAgain() {
        host.on("READ", Host.good(ENV)).on("UPLOAD", Host.bad(Guarded.TORN, ""), Host.good(""));
        var work = work(NEW_SHA);
        assertThat(catchThrowableOfType(Unsure.class, () -> steps.upload(work))).isNotNull();
        steps.upload(work);
        assertThat(node.told("r1")).containsExactly("upload lost", "upload done");
    }

    @Test
    void thatTheNewFileMayBeInPlaceIsRememberedBeforeItIs() {
        host.on("COMMIT", Host.bad(Guarded.EDITED, ""));
        var work = work(NEW_SHA);
        var person = catchThrowableOfType(PersonNeeded.class, () -> steps.commit(work));
        assertThat(person.problem().type()).endsWith(":env-file-edited");
        assertThat(node.kept("r1").facts().committed()).isTrue();
        host.anew("COMMIT").on("COMMIT", Host.good(""));
        steps.commit(work);
        steps.commit(work);
        assertThat(host.count("COMMIT")).isEqualTo(2);
        assertThat(node.journal().of("r1").get(1).observed()).isEqualTo("the env file is the new one");
    }

    @Test
    void theRemainsGoAndThenTheLock() {
        host.on("CLEAN", Host.good("")).on("UNLOCK", Host.good(""));
        var work = work(NEW_SHA);
        steps.clean(work);
        steps.unlock(work);
        assertThat(host.count("CLEAN")).isEqualTo(1);
        assertThat(node.told("r1")).containsExactly("unlock done");
        assertThat(node.journal().of("r1").get(0).observed()).isEqualTo("unlocked");
        host.anew("CLEAN").on("CLEAN", Host.bad(Guarded.NOT_OURS, ""));
        assertThat(catchThrowableOfType(PersonNeeded.class, () -> steps.clean(work))
                        .problem()
                        .type())
                .endsWith(":host-lock-lost");
    }

    private Work work(String newSha) {
        var facts = HostFacts.seen(
                "blue-green",
                "it can",
                new HostFacts.Old(Host.OLD, true, "backend", "always"),
                new HostFacts.Shas(Sha256.hex(ENV.getBytes(UTF_8)), newSha));
        return node.work(host, facts);
    }
}
