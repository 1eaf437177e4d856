package dev.understudy.rotation;

import dev.understudy.common.Problem;
import dev.understudy.common.Refused;
import dev.understudy.credential.Keys;
import dev.understudy.credential.Provider;
import dev.understudy.host.HostTrouble;
import dev.understudy.host.Hosts;
import dev.understudy.rotation.Setback.Unsure;
import dev.understudy.rotation.StuckRequests.Wish;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The way out for a rotation that nobody wants to finish: all its hosts are looked at, then each is unlocked, then it is over. */
@Component("rotationAbandoning")
public class Abandoning {
    private final StuckRotations stuck;
    private final HostParts parts;
    private final Hosts hosts;
    private final Leftovers leftovers;
    private final Keys keys;
    private final RotationSettings settings;
    private final Clock clock;

    /** Goes to the hosts of the settings. */
    Abandoning(
            StuckRotations stuck,
            HostParts parts,
            Hosts hosts,
            Leftovers leftovers,
            Keys keys,
            RotationSettings settings,
            Clock clock) {
        this.stuck = stuck;
        this.parts = parts;
        this.hosts = hosts;
        this.leftovers = leftovers;
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
    }

    /** It is ours for a while; the hosts become the property {@code abandonment}. One that is not configured any more is let be. */
    public void begin(@ExchangeProperty("wish") Wish wish, Exchange exchange) {
        var rotation = wish.rotation();
        if (!stuck.take(rotation.id(), settings.lease().toMillis())) throw StuckRequests.raced(rotation);
        var visits = new ArrayList<Work>();
        for (var part : parts.of(rotation.id()))
            if (part.facts().touched())
                settings.host(part.name())
                        .ifPresent(target -> visits.add(
                                new Work(rotation, target, part, Permit.visit(VisitTime.from(clock), null))));
        exchange.setProperty("abandonment", Abandonment.of(wish, List.copyOf(visits)));
    }

    /** Each host is reached and looked at; nothing is changed while one of them is away. */
    public void look(@ExchangeProperty("abandonment") Abandonment abandonment) {
        for (var visit : abandonment.visits())
            on(visit, () -> {
                visit.host(hosts.connect(visit.target().host()));
                leftovers.look(visit);
                Containers.made(visit);
            });
    }

    /** Each host is free again. What was done before a crash in here is found done by the next call. */
    public void release(@ExchangeProperty("abandonment") Abandonment abandonment) {
        for (var visit : abandonment.visits())
            on(visit, () -> abandonment.told().put(visit.position(), leftovers.release(visit)));
    }

    /** A key that no host may have is not kept any more. */
    public void forget(@ExchangeProperty("wish") Wish wish) {
        var rotation = wish.rotation();
        if (parts.of(rotation.id()).stream().noneMatch(Closing::isInUse))
            Provider.named(rotation.provider()).ifPresent(of -> keys.unstage(of, rotation.fingerprint()));
    }

    /** Hangs up, and lets others have it if it is not over. */
    public void end(@ExchangeProperty("abandonment") @Nullable Abandonment abandonment) {
        if (abandonment == null) return;
        abandonment.visits().forEach(Work::close);
        stuck.leave(abandonment.id());
    }

    private static void on(Work visit, Runnable work) {
        try {
            work.run();
        } catch (HostTrouble trouble) {
            throw HostProblem.answer(visit.label(), trouble);
        } catch (Setback setback) {
            throw answer(visit, setback);
        }
    }

    private static Refused answer(Work visit, Setback setback) {
        var told = visit.label() + ": " + Told.of(setback) + ".";
        var isBusy = setback instanceof Unsure unsure && unsure.isBusy();
        return isBusy
                ? Problem.of(503, "host-busy", "The host is busy", told).refused()
                : Problem.of(502, "host-command-failed", "A command failed on the host", told)
                        .refused();
    }
}
