package dev.understudy.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.fixtures.AppProcess;
import dev.understudy.fixtures.FreePort;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import javax.management.JMX;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The application in a process of its own, its demo playing, watched and moved by a JMX client as jconsole is one. */
@Tag("thorough")
@TestMethodOrder(OrderAnnotation.class)
class JmxFromOutsideTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int JMX_PORT = FreePort.find();
    private static AppProcess app;
    private static MBeanServerConnection jmx;
    private static SessionsMXBean sessions;

    @BeforeAll
    static void start() throws Exception {
        var flags = List.of(
                "-Dcom.sun.management.jmxremote.port=" + JMX_PORT,
                "-Dcom.sun.management.jmxremote.rmi.port=" + JMX_PORT,
                "-Dcom.sun.management.jmxremote.host=127.0.0.1",
                "-Djava.rmi.server.hostname=127.0.0.1",
                "-Dcom.sun.management.jmxremote.authenticate=false",
                "-Dcom.sun.management.jmxremote.ssl=false",
                "-Dunderstudy.livekit.timeout=60s"); // a busy machine is no trouble to tell of: see the log, below
        app = AppProcess.start(flags, "--understudy.backendlog.enabled=false");
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            jmx = connect();
            return jmx.isRegistered(new ObjectName("dev.understudy:type=Sessions"));
        });
        sessions = JMX.newMXBeanProxy(jmx, new ObjectName("dev.understudy:type=Sessions"), SessionsMXBean.class);
    }

    @AfterAll
    static void stop() {
        if (app != null) app.close();
    }

    @Test
    @Order(1)
    void theNumbersMoveAsTheDemoPlays() throws Exception {
        await().atMost(PATIENCE).until(() -> sessions.getOpenByState().getOrDefault("VIDEO", 0L) == 1);
        assertThat(sessions.getOpenByMode()).containsEntry("video", 1L);
        assertThat(sessions.getJoinRate()).isEqualTo(1.0);
        assertThat(sessions.getTavusSuccessRate()).isEqualTo(1.0);
        assertThat(sessions.getAvatarMode()).isEqualTo("tavus");
        assertThat(sessions.isLiveKitUp()).isTrue();
        assertThat(sessions.getTavusTrouble()).isEmpty();
        assertThat(completed("session-dispatch")).isEqualTo(1);
        assertThat(completed("avatar-start")).isEqualTo(1);
        assertThat(completed("webhook")).isGreaterThan(3);
    }

    @Test
    @Order(2)
    void theSwitchForEveryoneIsMovedAndTheRunningSessionFollows() throws Exception {
        var turns = completed("session-turn");
        assertThat(sessions.switchToAudio()).isEqualTo("audio");
        await().atMost(PATIENCE).until(() -> sessions.getOpenByMode().getOrDefault("audio", 0L) == 1);
        assertThat(sessions.getAvatarMode()).isEqualTo("audio");
        assertThat(completed("session-turn")).isGreaterThan(turns);
        assertThat(sessions.resumeVideo()).isEqualTo("tavus");
        await().atMost(PATIENCE).until(() -> sessions.getOpenByMode().getOrDefault("video", 0L) == 1);
    }

    @Test
    @Order(3)
    void theLogHasToldItInReadableLinesWithTheSession() {
        var story = app.lines().stream()
                .filter(line -> line.contains("room demo: "))
                .toList();
        assertThat(story)
                .anyMatch(line ->
                        line.matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3}  INFO story +room demo: agent joined → AUDIO"
                                + " \\[s[a-z0-9]{20}]"));
        assertThat(story).allMatch(line -> line.matches(".* \\[s[a-z0-9]{20}]"));
        assertThat(app.lines()).noneMatch(line -> line.contains(" WARN ") || line.contains("ERROR"));
        assertThat(app.lines().stream().filter(line -> line.contains(" INFO ")).count())
                .isLessThan(30);
    }

    private static long completed(String route) throws Exception {
        var name = jmx.queryNames(new ObjectName("org.apache.camel:type=routes,name=\"" + route + "\",*"), null)
                .iterator()
                .next();
        return (Long) jmx.getAttribute(name, "ExchangesCompleted");
    }

    private static MBeanServerConnection connect() throws IOException {
        var url = new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + JMX_PORT + "/jmxrmi");
        return JMXConnectorFactory.connect(url).getMBeanServerConnection();
    }
}
