package dev.understudy.history;

import dev.understudy.avatar.AvatarParts;
import dev.understudy.avatar.Avatars;
import dev.understudy.avatar.ConversationEnding;
import dev.understudy.avatar.Conversations;
import dev.understudy.common.Secret;
import dev.understudy.credential.CredentialParts;
import dev.understudy.reconcile.Orphans;
import dev.understudy.session.Breaker;
import dev.understudy.session.Chore;
import dev.understudy.session.Judged;
import dev.understudy.session.SessionState;
import dev.understudy.session.Turn;
import dev.understudy.tavus.TavusBreaker;
import dev.understudy.tavus.TavusCalls;
import dev.understudy.tavus.TavusKeys;
import dev.understudy.tavus.TavusRefused;
import dev.understudy.tavus.TavusRefused.TavusBusy;
import dev.understudy.tavus.TavusRefused.TavusFull;
import dev.understudy.tavus.TavusRefused.TavusKeyRejected;
import dev.understudy.tavus.TavusRefused.TavusMisconfigured;
import dev.understudy.tavus.TavusRefused.TavusNotAsked;
import dev.understudy.tavus.TavusRefused.TavusOutOfCredits;
import dev.understudy.tavus.TavusSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;

/** The routes of the avatar, avatar-start to avatar-probe, and reconcile's conversations, in a process of the model. */
@SuppressWarnings("NullAway") // begun before it is used
final class Faces {
    private static final DefaultCamelContext CAMEL = new DefaultCamelContext();
    private static final TavusSettings SETTINGS = new TavusSettings(
            URI.create("http://127.0.0.1:9"),
            Secret.of("sandbox-model-key"),
            "face",
            null,
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            Duration.ofHours(1),
            5,
            Duration.ofSeconds(5),
            null);
    private final World world;
    private final MemorySessions sessions;
    private final TavusKeys keys = new TavusKeys(
            CredentialParts.fixed(SETTINGS.apiKey()), CredentialParts.none(), CredentialParts.noRefusals());
    private final TavusCalls calls = new TavusCalls(keys, SETTINGS, Company.JSON);
    private final TavusBreaker breaker;
    private final TavusDoor door;
    private final ConversationEnding ending;
    private final Conversations conversations;
    private final Orphans orphans;
    private @Nullable Avatars avatars;

    Faces(World world, MemorySessions sessions) {
        this.world = world;
        this.sessions = sessions;
        breaker = new TavusBreaker(keys, SETTINGS, world.agenda, event -> {});
        door = new TavusDoor(world);
        conversations = new Conversations(new MemoryStores.MemorySettings(world.memory));
        ending = new ConversationEnding(calls, conversations, world.agenda);
        orphans = new Orphans(conversations, sessions, calls, keys, new SimpleMeterRegistry());
    }

    Breaker breaker() {
        return breaker;
    }

    void begin(Judged judged) {
        avatars = AvatarParts.avatars(
                new AvatarParts.LiveKitSide(ModelLiveKit.SETTINGS, ModelLiveKit.KEYS, world.agenda),
                new AvatarParts.TavusSide(SETTINGS, calls, breaker),
                conversations,
                judged);
    }

    /** Route avatar-start. */
    void start(Turn turn) {
        var exchange = exchange();
        try {
            ask(turn, exchange);
        } catch (TavusRefused refused) {
            refused(refused, exchange, turn);
        } catch (IOException e) {
            avatars.unsure(exchange, turn);
        }
    }

    private void ask(Turn turn, Exchange exchange) throws IOException {
        if (avatars.mayExist(turn) && found(turn, exchange)) return;
        if (!avatars.mayAsk(turn)) {
            avatars.stillUnsure(turn);
            return;
        }
        avatars.permit(exchange);
        avatars.request(exchange, turn);
        door.call(exchange);
        avatars.made(body(exchange), exchange, turn);
    }

    private boolean found(Turn turn, Exchange exchange) throws IOException {
        avatars.look(exchange);
        door.call(exchange);
        var it = avatars.find(body(exchange), turn);
        if (it != null) avatars.adopted(it, exchange, turn);
        return it != null;
    }

    private void refused(TavusRefused refused, Exchange exchange, Turn turn) {
        if (refused instanceof TavusKeyRejected) avatars.keyRejected(exchange, turn);
        else if (refused instanceof TavusOutOfCredits) avatars.outOfCredits(exchange, turn);
        else if (refused instanceof TavusFull) avatars.full(exchange, turn);
        else if (refused instanceof TavusMisconfigured) avatars.misconfigured(exchange, turn);
        else if (refused instanceof TavusNotAsked) avatars.notAsked(turn);
        else if (refused instanceof TavusBusy) avatars.busy(exchange, turn);
    }

    /** Route avatar-end. */
    void end(Chore chore) throws IOException {
        var exchange = exchange();
        ending.know(chore, exchange);
        if (exchange.getProperty("conversation", String.class).isEmpty()) {
            ending.look(exchange);
            door.call(exchange);
            ending.find(body(exchange), exchange, chore);
        }
        if (exchange.getProperty("conversation", String.class).isEmpty()) return;
        ending.request(exchange);
        door.call(exchange);
    }

    /** Route avatar-probe; gives the rooms to nudge. */
    List<String> probe() {
        if (breaker.open() == null || !sessions.anyWantsFace()) return List.of();
        var exchange = exchange();
        calls.probe(exchange);
        try {
            door.call(exchange);
        } catch (TavusRefused | IOException e) {
            return List.of();
        }
        var good = breaker.probed(exchange.getProperty(TavusCalls.KEY_USED, "", String.class));
        return good ? sessions.wake(Set.of(SessionState.AUDIO)) : List.of();
    }

    /** Route reconcile-conversations. */
    void endOrphans() {
        var exchange = exchange();
        try {
            orphans.begin(exchange);
            orphans.list(exchange);
            door.call(exchange);
            for (var id : orphans.in(body(exchange), exchange)) {
                orphans.end(id, exchange);
                door.call(exchange);
            }
        } catch (TavusRefused | IOException e) {
            world.agenda.tell("Tavus's list could not be read");
        }
    }

    private static com.fasterxml.jackson.databind.JsonNode body(Exchange exchange) {
        return exchange.getMessage().getBody(com.fasterxml.jackson.databind.JsonNode.class);
    }

    private static Exchange exchange() {
        return new DefaultExchange(CAMEL);
    }
}
