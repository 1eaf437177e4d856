package dev.understudy.trouble;

import dev.understudy.alert.AlertKind;
import dev.understudy.alert.AlertSign;
import dev.understudy.alert.AlertSigns;
import dev.understudy.alert.AlertSigns.Hit;
import dev.understudy.common.Node;
import dev.understudy.session.Health;
import dev.understudy.session.SessionSettings;
import dev.understudy.session.Sessions;
import dev.understudy.session.TaskLeases;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What is looked at from time to time: whether LiveKit answers this node, and who is not hurt any more. */
@Component("troubleRounds")
public class TroubleRounds {
    private static final String NODE = "node ";
    private static final String LIVEKIT = "livekit";
    private static final Set<AlertKind> OF_LIVEKIT = Set.of(AlertKind.LIVEKIT_UNAVAILABLE, AlertKind.LIVEKIT_REJECTED);
    private static final long LEASE_MS = 20_000;
    /** A node of which nothing was heard for so long is gone, and its trouble with it. */
    private static final long GONE_MS = Duration.ofMinutes(1).toMillis();

    private final AlertSigns signs;
    private final Here here;
    private final Sessions sessions;
    private final StillHurt still;
    private final SessionSettings settings;
    private final Clock clock;

    /** Looks at the sessions of all nodes, and at LiveKit as this one sees it. */
    public TroubleRounds(
            AlertSigns signs, Here here, Sessions sessions, StillHurt still, SessionSettings settings, Clock clock) {
        this.signs = signs;
        this.here = here;
        this.sessions = sessions;
        this.still = still;
        this.settings = settings;
        this.clock = clock;
    }

    /** This node. */
    @Component("troubleHere")
    record Here(Node node, Health livekit, SessionTroubles troubles, TaskLeases leases) {
        String name() {
            return NODE + node.name();
        }
    }

    /** Each node by itself: whether LiveKit answers it. */
    public void lookHere() {
        var all = signs.all();
        here.troubles().know(all);
        var now = here.livekit().isUp()
                ? null
                : Hurt.kind(here.livekit().trouble()).orElseThrow();
        if (now != null)
            signs.lasts(now, LIVEKIT, new Hit(here.name(), "", now.words().orElseThrow(), 1));
        all.stream()
                .filter(sign -> sign.lasts() && sign.who().equals(here.name()) && sign.kind() != now)
                .forEach(this::better);
    }

    /** Whether this node judges for all. */
    public boolean isMyTurn() {
        return here.leases().take("trouble", LEASE_MS);
    }

    /** Those who are not hurt any more. */
    public void settle() {
        var lasting = signs.all();
        lasting.stream()
                .filter(AlertSign::lasts)
                .filter(this::isOver)
                .forEach(sign -> signs.over(sign.kind(), sign.subject(), sign.who()));
        lasting.stream()
                .filter(sign -> sign.kind() == AlertKind.AGENT_KEEPS_LEAVING && sign.inRow() > 0)
                .map(AlertSign::subject)
                .distinct()
                .filter(name -> isStaying(name, lasting) && !crashes(name))
                .forEach(name -> signs.well(AlertKind.AGENT_KEEPS_LEAVING, name));
    }

    private void better(AlertSign sign) {
        signs.over(sign.kind(), sign.subject(), sign.who());
        signs.well(sign.kind(), sign.subject());
    }

    private boolean isOver(AlertSign sign) {
        if (sign.who().startsWith(NODE)) return sign.seenAt() < clock.millis() - GONE_MS;
        return StillHurt.isOfSessions(sign.kind())
                && sessions.latestIn(sign.place())
                        .filter(session -> still.is(sign.kind(), session))
                        .isEmpty();
    }

    private boolean crashes(String name) {
        return signs.all().stream()
                .anyMatch(sign -> sign.lasts()
                        && sign.kind() == AlertKind.AGENT_KEEPS_LEAVING
                        && sign.subject().equals(name));
    }

    /** An agent of that name that came after the last one that left at once, and stayed. */
    private boolean isStaying(String name, List<AlertSign> all) {
        var last = all.stream()
                .filter(sign -> sign.kind() == AlertKind.AGENT_KEEPS_LEAVING
                        && sign.subject().equals(name))
                .mapToLong(AlertSign::seenAt)
                .max()
                .orElseThrow();
        var since = clock.millis() - settings.steady().toMillis();
        return sessions.watched().stream()
                .anyMatch(
                        agent -> agent.agentName().equals(name) && agent.agentAt() >= last && agent.agentAt() <= since);
    }
}
