package dev.understudy.backend;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.common.Problem;
import dev.understudy.common.Refused;
import dev.understudy.container.Container;
import dev.understudy.host.DockerCommands;
import dev.understudy.host.HostTrouble;
import dev.understudy.host.Hosts;
import dev.understudy.rotation.Answers;
import dev.understudy.rotation.HostProblem;
import dev.understudy.rotation.RotationSettings;
import dev.understudy.rotation.RotationSettings.Target;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The way to the backends' hosts: strictly by known_hosts, as for rotations. */
@Component("backendVisits")
public class Visits {
    private final Hosts hosts;
    private final RotationSettings settings;
    private final ObjectMapper json;

    /** Connects to the hosts of the settings. */
    public Visits(Hosts hosts, RotationSettings settings, ObjectMapper json) {
        this.hosts = hosts;
        this.settings = settings;
        this.json = json;
    }

    /** Connects to the host of the backend that is asked for: the property {@code visit}. */
    public void connect(@ExchangeProperty("asked") Asked asked, Exchange exchange) {
        exchange.setProperty("visit", to(asked.backend()));
    }

    /** Hangs up. */
    public void hangUp(@ExchangeProperty("visit") @Nullable Visit visit) {
        if (visit != null) visit.close();
    }

    Visit to(String backend) {
        var target = target(backend);
        return new Visit(target, hosts.connect(target.host()));
    }

    /** The backend of that name: 404 {@code no-such-backend}. */
    Target target(String backend) {
        return settings.host(backend).orElseThrow(() -> Problem.of(
                        404,
                        "no-such-backend",
                        "No such backend",
                        "It is the name of one of understudy.rotation.hosts.")
                .refused());
    }

    /** The backend's container: 404 {@code no-such-container}. Secret: its environment is in it. */
    Container container(Visit visit) {
        return find(visit).orElseThrow(() -> Problem.of(
                        404,
                        "no-such-container",
                        "There is no such container",
                        visit.target().container() + " is not on "
                                + visit.target().name() + ".")
                .refused());
    }

    /** The same, if it is there. */
    Optional<Container> find(Visit visit) {
        var name = visit.target().container();
        var result = visit.run(DockerCommands.inspect(name));
        if (Answers.isMissing(result)) return Optional.empty();
        visit.good(result, "looking at container " + name);
        try {
            return Optional.of(Container.parse(result.text(), json));
        } catch (IllegalArgumentException e) {
            throw unreadable(visit, e);
        }
    }

    /** The host's fault and not ours, whatever it has printed; nothing of that is quoted. */
    private static Refused unreadable(Visit visit, IllegalArgumentException why) {
        return Problem.of(
                        502,
                        "host-command-failed",
                        "A command failed on the host",
                        visit.target().name() + ": " + why.getMessage() + ".")
                .refused();
    }

    /** What went wrong as its caller reads it; null when it is none of the troubles that hosts are known for. */
    static @Nullable Refused told(Throwable failure) {
        if (failure instanceof Refused refused) return refused;
        if (!(failure instanceof HostTrouble trouble)) return null;
        return Problem.of(
                        status(trouble),
                        HostProblem.code(trouble),
                        HostProblem.title(trouble),
                        trouble.getMessage() + ".")
                .refused();
    }

    private static int status(HostTrouble trouble) {
        var isTime = trouble instanceof HostTrouble.Unreachable || trouble instanceof HostTrouble.ConnectionLost;
        return isTime || trouble instanceof HostTrouble.CommandTimedOut ? 503 : 502;
    }
}
