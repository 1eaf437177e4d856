package dev.understudy.rotation;

import static dev.understudy.credential.Provider.TAVUS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.alert.AlertKind;
import dev.understudy.common.Node;
import dev.understudy.common.Problem;
import dev.understudy.credential.CredentialParts;
import dev.understudy.host.HostTrouble;
import dev.understudy.host.Hosts;
import dev.understudy.rotation.StuckRequests.Wish;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way out: hosts are free again, what serves nobody is gone, and what may serve somebody is told by name and left. */
class AbandoningTest {
    private static final Problem WHY = Problem.of(409, "env-file-edited", "Edited", "It was.");
    private static final String NEXT_NAME = "\"Name\":\"/avatar-backend-next-r1\",";

    @TempDir
    Path folder;

    private final Host host = new Host();
    private final List<Object> published = new ArrayList<>();
    private Hosts hosts = address -> host.connection();
    private Desk desk;
    private RotationParts node;

    @BeforeEach
    void begin() {
        desk = new Desk(folder);
        node = desk.node;
        node.open("r1");
        desk.credentials.keys().stage(TAVUS, RotationParts.NEW);
        node.parts().change(new HostPart("r1", 0, "one", RotationState.NEEDS_PERSON, touched()));
        node.rotations().close("r1", RotationState.NEEDS_PERSON, WHY);
        host.on("UNLOCK", Host.good("")).on("CLEAN", Host.good("")).on("rm", Host.good(""));
    }

    @Test
    void aNextContainerThatDoesNotRunIsRemovedWithTheFilesAndTheLock() {
        host.on("ps", Host.good(Host.NEXT + "\n"), Host.good(Host.NEXT + "\n"), Host.good(""));
        host.on("inspect " + Host.NEXT, Host.container(Host.NEXT, false, NEXT_NAME));
        well("old", "r1");
        assertThat(abandon()).isEqualTo("unlocked; the env file is the old one; nothing is left of it");
        assertThat(List.of(host.count("rm"), host.count("CLEAN"), host.count("UNLOCK")))
                .containsExactly(1L, 1L, 1L);
    }

    @Test
    void aContainerThatRunsIsNeverRemovedNorAreTheFilesThatItMayNeed() {
        host.on("ps", Host.good(Host.NEXT + "\n"));
        host.on("inspect " + Host.NEXT, Host.container(Host.NEXT, true, NEXT_NAME));
        well("old", "r1", "previous=old", "staged=new");
        assertThat(abandon())
                .startsWith("unlocked; the env file is the old one; left there: /srv/avatar/.env.prev-r1 (the old")
                .contains("/srv/avatar/.env.rot-r1 (the new", "running, restart policy always");
        assertThat(host.count("rm") + host.count("CLEAN")).isZero();
    }

    @Test
    void withoutAWorkerNoContainerIsRemoved() {
        host.on("ps", Host.good(Host.NEXT + "\n"));
        host.on("inspect " + Host.NEXT, Host.container(Host.NEXT, false, NEXT_NAME));
        host.on("inspect avatar-backend", Host.missing());
        well("old", "r1");
        assertThat(abandon()).contains("not running");
        assertThat(host.count("rm")).isZero();
    }

    @Test
    void theOnlyCopyOfTheOldEnvFileStays() {
        host.on("ps", Host.good(""));
        well("other", "r1", "previous=old");
        assertThat(abandon()).contains("neither the old nor the new one", ".env.prev-r1");
        assertThat(host.count("CLEAN")).isZero();
    }

    @Test
    void aLockThatIsNotOursIsLeftAlone() {
        host.on("ps", Host.good(""));
        well("old", "r2");
        assertThat(abandon()).startsWith("the lock is not ours but that of r2");
        assertThat(host.count("UNLOCK") + host.count("CLEAN")).isZero();
    }

    @Test
    void thenItIsOverAndItsAlertToo() {
        var told = new RotationAlerts(desk.past(), desk.credentials.alerts());
        told.review();
        assertThat(desk.credentials.alerts().isOpen(AlertKind.ROTATION_FAILED, "tavus"))
                .isTrue();
        host.on("ps", Host.good(""));
        well("old", "r1");
        abandon();
        assertThat(node.rotations().find("r1").orElseThrow().state()).isEqualTo(RotationState.ABANDONED);
        assertThat(node.told("r1")).containsExactly("abandon done", "abandon done");
        assertThat(published).containsExactly(new RotationClosed("tavus", RotationState.ABANDONED));
        assertThat(desk.credentials.keys().staged(TAVUS, RotationParts.NEW.fingerprint()))
                .isEmpty();
        told.review();
        assertThat(desk.credentials.alerts().isOpen(AlertKind.ROTATION_FAILED, "tavus"))
                .isFalse();
    }

    @Test
    void whileAHostIsAwayNothingChangesAndTheNextCallMayCome() {
        hosts = address -> {
            throw new HostTrouble.Unreachable("nobody");
        };
        assertThat(Desk.refusal(this::abandon)).isEqualTo("503 host-unreachable");
        hosts = address -> {
            throw new HostTrouble.HostKeyChanged("another");
        };
        assertThat(Desk.refusal(this::abandon)).isEqualTo("502 host-key-changed");
        hosts = address -> host.connection();
        host.on("LOOK", Host.bad(75, ""));
        assertThat(Desk.refusal(this::abandon)).isEqualTo("503 host-busy");
        assertThat(node.rotations().find("r1").orElseThrow().state()).isEqualTo(RotationState.NEEDS_PERSON);
        assertThat(host.count("UNLOCK")).isZero();
        host.anew("LOOK").on("ps", Host.good(""));
        well("old", "r1");
        assertThat(abandon()).startsWith("unlocked");
    }

    @Test
    void whatACrashLeftHalfDoneIsDoneByTheNextCall() {
        host.on("ps", Host.good(""));
        well("old", "r1");
        var wish = wish();
        var exchange = Desk.exchange();
        abandoning().begin(wish, exchange);
        var before = exchange.getProperty("abandonment", Abandonment.class);
        abandoning().look(before);
        abandoning().release(before); // and is killed: the host is free, the rotation is not over
        node.clock().pass(node.settings().lease());
        host.anew("LOOK");
        well("old", "");
        assertThat(abandon()).startsWith("nobody held the lock");
    }

    /** What was told of the host. */
    private String abandon() {
        var exchange = Desk.exchange();
        abandoning().begin(wish(), exchange);
        var abandonment = exchange.getProperty("abandonment", Abandonment.class);
        try {
            abandoning().look(abandonment);
            abandoning().release(abandonment);
            abandoning().forget(wish());
            closing().close(abandonment);
        } finally {
            abandoning().end(abandonment);
        }
        return String.valueOf(abandonment.told().get(0));
    }

    private Wish wish() {
        return new Wish(node.rotations().find("r1").orElseThrow(), "the operator", "nobody wants it");
    }

    private void well(String env, String lock, String... more) {
        host.on(
                        "LOOK",
                        Host.good(
                                "env=" + env + "\nwritable=yes\nlock=" + lock + "\n" + String.join("\n", more) + "\n"))
                .on("inspect avatar-backend", Host.container(Host.OLD, true));
    }

    private static HostFacts touched() {
        var old = new HostFacts.Old(Host.OLD, true, "image", "always");
        return HostFacts.seen("overlap", "why", old, new HostFacts.Shas("old", "new"))
                .touch(true)
                .made(Host.NEXT);
    }

    private StuckRotations stuck() {
        return new StuckRotations(desk.credentials.database().jdbc(), new Node("node1"), node.clock());
    }

    private Abandoning abandoning() {
        return new Abandoning(
                stuck(),
                node.parts(),
                address -> hosts.connect(address),
                new Leftovers(RotationParts.containers()),
                desk.credentials.keys(),
                node.settings(),
                node.clock());
    }

    private Abandoned closing() {
        return new Abandoned(
                node.rotations(),
                stuck(),
                node.journal(),
                node.deeds(),
                desk.views(),
                published::add,
                CredentialParts.transaction(desk.credentials.database()));
    }
}
