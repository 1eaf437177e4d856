package dev.understudy.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.apache.commons.logging.Log;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.Profiles;

/**
 * Before anything starts: where the port of the simulated Docker host is somebody else's, a free one takes its place, in the host's
 * settings and in those of the rotation to it, which are one ({@code understudy.sandbox.ssh-port}). Otherwise we would knock at that
 * somebody's door. The other ports are the web servers', which do not start without theirs; the simulators alone
 * ({@link World}) keep the port that they were given, because whoever calls them was given it too.
 */
class FreeHostPort implements EnvironmentPostProcessor, Ordered {
    private static final String PORT = "understudy.sandbox.ssh-port";
    private static final Profiles SANDBOX = Profiles.of("sandbox & !world");
    private final Log log;

    FreeHostPort(DeferredLogFactory logs) {
        log = logs.getLog(FreeHostPort.class);
    }

    /** After the files were read. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var port = environment.acceptsProfiles(SANDBOX) ? wanted(environment) : 0;
        if (port <= 0 || canBeHad(port)) return;
        try {
            var free = free();
            environment.getPropertySources().addFirst(new MapPropertySource("a free port", Map.of(PORT, free)));
            log.warn("port " + port + " of 127.0.0.1 is taken: the sandbox's Docker host listens on " + free
                    + " instead (" + PORT + ")");
        } catch (IOException e) {
            environment.getPropertySources().addFirst(new MapPropertySource("no port", Map.of(PORT, 0)));
            log.warn("port " + port
                    + " of 127.0.0.1 is taken, and there is no free one: the sandbox has no Docker host");
        }
    }

    /** What is no port is told by whoever reads it next. */
    private static int wanted(ConfigurableEnvironment environment) {
        var text = environment.getProperty(PORT, "0");
        return text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
    }

    private static boolean canBeHad(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(loopback(), port));
            return true;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    private static int free() throws IOException {
        try (var socket = new ServerSocket(0, 1, loopback())) {
            return socket.getLocalPort();
        }
    }

    /** As the host's door is opened. */
    private static InetAddress loopback() throws IOException {
        return InetAddress.getByName("127.0.0.1");
    }
}
