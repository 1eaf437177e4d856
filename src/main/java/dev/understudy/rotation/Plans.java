package dev.understudy.rotation;

import dev.understudy.common.Problem;
import dev.understudy.common.RandomId;
import dev.understudy.common.Secret;
import dev.understudy.host.HostTrouble;
import dev.understudy.host.Hosts;
import dev.understudy.rotation.RotationRequests.Asked;
import dev.understudy.rotation.RotationSettings.Target;
import java.time.Clock;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a rotation would do on one host: it is reached and looked at, and nothing is locked, kept or written. */
@Component("rotationPlans")
public class Plans {
    private final Hosts hosts;
    private final Looking looking;
    private final Dependents dependents;
    private final RotationSettings settings;
    private final Clock clock;

    /** Looks at the hosts of the settings. */
    Plans(Hosts hosts, Looking looking, Dependents dependents, RotationSettings settings, Clock clock) {
        this.hosts = hosts;
        this.looking = looking;
        this.dependents = dependents;
        this.settings = settings;
        this.clock = clock;
    }

    /** A host becomes the property {@code work}. */
    public void begin(
            @Body Target target,
            @ExchangeProperty("asked") Asked asked,
            @ExchangeProperty("key") Secret key,
            Exchange exchange) {
        var wouldBe = asked.rotation(RandomId.of("p"), key, clock.millis());
        var part = new HostPart(wouldBe.id(), 0, target.name(), RotationState.RUNNING, HostFacts.NONE);
        exchange.setProperty("work", new Work(wouldBe, target, part, Permit.visit(VisitTime.from(clock), key)));
    }

    /** Connects. */
    public void reach(@ExchangeProperty("work") Work work) {
        work.host(hosts.connect(work.target().host()));
    }

    /** What would be done there. */
    public HostPlan look(@ExchangeProperty("work") Work work, @ExchangeProperty("asked") Asked asked) {
        var seen = looking.see(work);
        var shape = new HostPlan.Shape(settings.variables(asked.provider()), dependents.isWanted());
        return HostPlan.of(work, seen, shape);
    }

    /** Why nothing would be done there, or why that cannot be told: a part of the plan like any other. */
    public HostPlan refused(
            @ExchangeProperty("work") Work work, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) {
        var problem = problem(failure);
        return HostPlan.refused(
                work.label(),
                Problem.of(problem.status(), problem.code(), problem.title(), work.label() + ": " + problem.detail()));
    }

    /** Hangs up. */
    public void hangUp(@ExchangeProperty("work") @Nullable Work work) {
        if (work != null) work.close();
    }

    private static Problem problem(Exception failure) {
        return Told.problem(failure)
                .or(() -> trouble(failure))
                .orElseGet(() -> Problem.of(
                        503, "host-not-seen", "It could not be looked at to the end", Told.of(failure) + "."));
    }

    private static Optional<Problem> trouble(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause())
            if (cause instanceof HostTrouble trouble)
                return Optional.of(HostProblem.answer("it", trouble).problem());
        return Optional.empty();
    }
}
