package dev.understudy.rotation;

import dev.understudy.host.HostTrouble;
import dev.understudy.host.Hosts;
import dev.understudy.rotation.Setback.StepFailed;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** The step {@code reach}: one connection to the host for all that follows, to the host whose key is known. */
@Component("rotationReaching")
public class Reaching {
    private final Steps steps;
    private final Hosts hosts;

    /** Connects through these. */
    public Reaching(Steps steps, Hosts hosts) {
        this.steps = steps;
        this.hosts = hosts;
    }

    /** Connects. On a host that nothing was done to yet, what keeps us out is a refusal. */
    public void reach(@ExchangeProperty("work") Work work) {
        steps.run(work, "reach", () -> connect(work));
    }

    private String connect(Work work) {
        var target = work.target();
        try {
            work.host(hosts.connect(target.host()));
            return "connected to " + target.host() + ", its key is in known_hosts";
        } catch (HostTrouble trouble) {
            if (work.facts().touched()) throw trouble;
            throw new StepFailed(HostProblem.code(trouble), HostProblem.title(trouble), Told.of(trouble));
        }
    }
}
