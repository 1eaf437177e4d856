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
            throw new StepFailed(code(trouble), title(trouble), Told.of(trouble));
        }
    }

    private static String code(HostTrouble trouble) {
        if (trouble instanceof HostTrouble.HostKeyUnknown) return "host-key-unknown";
        if (trouble instanceof HostTrouble.HostKeyChanged) return "host-key-changed";
        return trouble instanceof HostTrouble.LoginRefused ? "host-login-refused" : "host-unreachable";
    }

    private static String title(HostTrouble trouble) {
        if (trouble instanceof HostTrouble.HostKeyUnknown) return "The host's key is not known";
        if (trouble instanceof HostTrouble.HostKeyChanged) return "The host shows another key than it had";
        return trouble instanceof HostTrouble.LoginRefused
                ? "The host does not let us in"
                : "The host cannot be reached";
    }
}
