package dev.understudy.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.alert.AlertSign;
import dev.understudy.alert.AlertSigns;
import dev.understudy.common.Secret;
import dev.understudy.fixtures.SentBodies;
import dev.understudy.livekit.LiveKit;
import dev.understudy.livekit.LiveKitParts;
import dev.understudy.livekit.LiveKitSettings;
import dev.understudy.livekit.Room;
import dev.understudy.session.Health;
import dev.understudy.session.Nudges;
import dev.understudy.session.Signals;
import dev.understudy.session.Stores;
import dev.understudy.store.Dialect;
import dev.understudy.webhook.WebhookEvent;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rooms of which no webhook tells. */
class UntoldTest {
    private final Stores stores = Stores.empty(Dialect.SQLITE);
    private final AlertSigns signs = new AlertSigns(stores.db(), stores.clock());
    private final List<Room> listed = new ArrayList<>();
    private final Reconcile reconcile = reconcile();
    private Untold untold = new Untold(reconcile, stores.webhooks(), signs);

    @Test
    void aRoomThatIsListedTwiceAndThatNobodyToldOfIsASign() {
        look();
        look("a");
        assertThat(lasting()).as("its webhook may be on its way").isEmpty();
        look("a");
        look("a");
        assertThat(lasting()).containsExactly("a");
        assertThat(signs.all()).extracting(AlertSign::times).containsExactly(1L);
    }

    @Test
    void aRoomThatWebhooksToldOfIsNone() {
        look();
        tell("a");
        look("a");
        look("a");
        look("a");
        assertThat(signs.all()).isEmpty();
    }

    @Test
    void whatWasToldOfRoomsThatWereThereBeforeUsMayBeForgotten() {
        look("a");
        look("a", "b");
        look("a", "b");
        assertThat(lasting()).containsExactly("b");
    }

    @Test
    void itIsOverWhenTheRoomIsGoneOrWebhooksTellOfAnyRoom() {
        look();
        look("a", "b");
        look("a", "b");
        assertThat(inRow()).isEqualTo(2);
        look("b");
        assertThat(lasting()).containsExactly("b");
        assertThat(inRow()).as("nothing was told").isEqualTo(2);
        tell("c");
        look("b", "c");
        assertThat(lasting()).isEmpty();
        assertThat(inRow()).isZero();
        look("b", "c");
        assertThat(lasting()).as("nobody will tell of it any more").isEmpty();
    }

    @Test
    void whatWasFoundBeforeARestartIsNotOverByIt() {
        look();
        look("a");
        look("a");
        untold = new Untold(reconcile, stores.webhooks(), signs);
        look("a");
        assertThat(lasting()).containsExactly("a");
        look("a");
        assertThat(lasting()).containsExactly("a");
        tell("a");
        look("a");
        assertThat(lasting()).isEmpty();
    }

    private void look(String... rooms) {
        listed.clear();
        Stream.of(rooms).map(room -> new Room(room, "RM_" + room, 1)).forEach(listed::add);
        reconcile.rooms();
        untold.tell();
        stores.clock().pass(Duration.ofSeconds(30));
    }

    private void tell(String room) {
        var now = stores.clock().millis();
        stores.webhooks().store(new WebhookEvent("EV_" + room + now, "room_started", room, "RM_" + room, "", "", now));
        stores.webhooks().worked(List.of("EV_" + room + now), now);
    }

    private List<String> lasting() {
        return signs.all().stream()
                .filter(AlertSign::lasts)
                .map(AlertSign::place)
                .toList();
    }

    private int inRow() {
        return signs.all().stream().mapToInt(AlertSign::inRow).sum();
    }

    private Reconcile reconcile() {
        var livekit = livekit();
        var telling = new ReconcileParts.Telling(
                new Signals(stores.clock()),
                new Nudges(new SentBodies().template(), "rooms", "chores"),
                new Health(stores.clock()),
                stores.leases());
        return ReconcileParts.reconcile(livekit, stores.sessions(), telling);
    }

    private LiveKit livekit() {
        var settings = new LiveKitSettings(
                URI.create("http://127.0.0.1:9"), null, "k", Secret.of("s"), null, Duration.ofSeconds(5), 2);
        return new LiveKit(settings, LiveKitParts.keys(settings), LiveKitParts.connection(settings)) {
            @Override
            public List<Room> rooms(String... names) {
                return List.copyOf(listed);
            }
        };
    }
}
