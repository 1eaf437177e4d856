package dev.understudy.alert;

import static dev.understudy.alert.AlertKind.KEY_LIMITED;
import static dev.understudy.alert.AlertKind.TAVUS_KEY_REJECTED;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.understudy.alert.AlertSettings.Mail;
import dev.understudy.common.Secret;
import dev.understudy.fixtures.Database;
import dev.understudy.fixtures.FreePort;
import dev.understudy.fixtures.ManualClock;
import dev.understudy.fixtures.OneAtATime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** An alert as a mail, before a real SMTP server. */
@OneAtATime
@ExtendWith(OutputCaptureExtension.class)
class AlertMailTest {
    private static final String PASSWORD = "canary-smtp-1d7e5a9c";
    private final Database database = Database.sqlite();
    private final ManualClock clock = new ManualClock(1_700_000_000_000L);
    private final int port = FreePort.find();
    private final GreenMail server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @AfterEach
    void close() {
        server.stop();
        database.close();
    }

    @Test
    void itSaysWhatSinceWhenAndWhatToDo() throws Exception {
        server.setUser("understudy@example.org", "understudy", PASSWORD);
        server.start();
        try (var stage = stage(PASSWORD, false)) {
            stage.alerts().raise(TAVUS_KEY_REJECTED, "current", "Schlüssel: HTTP 401\r\nBcc: all@example.org");
            stage.lookAndWait();
            clock.pass(Duration.ofMinutes(2));
            stage.alerts().clear(TAVUS_KEY_REJECTED, "current");
            stage.lookAndWait();
            assertThat(stage.stand()).hasSize(4).allMatch(each -> each.endsWith("DELIVERED the mail server has it"));
        }
        var mails = server.getReceivedMessages();
        assertThat(mails).hasSize(4);
        assertThat(Arrays.stream(mails).map(mail -> header(mail, "To")))
                .containsExactlyInAnyOrder("a@example.org", "b@example.org", "a@example.org", "b@example.org");
        var raised = mails[0];
        assertThat(raised.getSubject()).isEqualTo("[understudy] tavus_key_rejected: current");
        assertThat(header(raised, "From")).isEqualTo("understudy@example.org");
        assertThat(header(raised, "Message-ID")).matches("<msg[a-z0-9]{20}@understudy>");
        assertThat(header(raised, "Bcc")).isNull();
        assertThat(raised.getContent().toString().replace("\r\n", "\n"))
                .contains("What:   tavus_key_rejected, current\n", "Detail: Schlüssel: HTTP 401")
                .contains(
                        "Since:  2023-11-14T22:13:20.000Z\n", "To do:  https://example.org/runbook#tavus_key_rejected");
        assertThat(mails[3].getSubject()).isEqualTo("[understudy] tavus_key_rejected is over: current");
        assertThat(mails[3].getContent().toString()).contains("Over:   2023-11-14T22:15:20.000Z");
    }

    @Test
    void aServerThatIsDownLosesNothingAndTheMailKeepsItsId() throws Exception {
        try (var stage = stage("", false)) {
            stage.alerts().raise(KEY_LIMITED, "openai", "HTTP 429");
            stage.lookAndWait();
            assertThat(stage.stand()).containsOnly("raised WAITING no connection");
            server.start();
            clock.pass(Duration.ofMinutes(1));
            stage.lookAndWait();
            assertThat(stage.stand()).containsOnly("raised DELIVERED the mail server has it");
            assertThat(stage.tried())
                    .contains(new DeliveryTried("mail", "failed"), new DeliveryTried("mail", "delivered"));
        }
        assertThat(server.getReceivedMessages()).hasSize(2);
    }

    @Test
    void aRefusedLoginIsSaidWithoutThePassword(CapturedOutput log) throws Exception {
        server.setUser("understudy@example.org", "understudy", "another password");
        server.start();
        try (var stage = stage(PASSWORD, false)) {
            stage.alerts().raise(KEY_LIMITED, "openai", "HTTP 429");
            stage.lookAndWait();
            assertThat(stage.stand()).containsOnly("raised WAITING the mail server refuses the login");
        }
        assertThat(log).contains("does not take alert").doesNotContain(PASSWORD);
    }

    @Test
    void nothingIsSentInTheClearUnlessThatIsAskedFor() throws Exception {
        server.start();
        try (var stage = stage("", true)) {
            stage.alerts().raise(KEY_LIMITED, "openai", "HTTP 429");
            stage.lookAndWait();
            assertThat(stage.stand()).containsOnly("raised WAITING the mail server offers no STARTTLS");
        }
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    private AlertStage stage(String password, boolean starttls) throws Exception {
        var user = password.isEmpty() ? "" : "understudy";
        var mail = new Mail(
                "127.0.0.1",
                port,
                user,
                Secret.of(password),
                "understudy@example.org",
                List.of("a@example.org", "b@example.org"),
                starttls);
        return AlertStage.over(database, clock, AlertStage.settings(mail));
    }

    private static String header(jakarta.mail.internet.MimeMessage mail, String name) {
        try {
            return mail.getHeader(name, null);
        } catch (jakarta.mail.MessagingException e) {
            throw new AssertionError(e);
        }
    }
}
