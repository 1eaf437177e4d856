package dev.understudy.alert;

import static dev.understudy.alert.AlertKind.TAVUS_KEY_REJECTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.understudy.common.Secret;
import dev.understudy.fixtures.Database;
import dev.understudy.fixtures.FreePort;
import dev.understudy.fixtures.ManualClock;
import dev.understudy.fixtures.OneAtATime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A webhook as Standard Webhooks' own library takes it, before every receiver that there may be. */
@OneAtATime
@ExtendWith(OutputCaptureExtension.class)
class AlertWebhookTest {
    private static final String CANARY = "canary-url-5f3a9c";
    private final Database database = Database.sqlite();
    private final ManualClock clock = new ManualClock(System.currentTimeMillis());

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theStandardsOwnLibraryTakesIt() throws Exception {
        try (var receiver = new AlertReceiver();
                var stage = stage(receiver.as("ops"))) {
            stage.alerts().raise(TAVUS_KEY_REJECTED, "current", "Schlüssel ✗ \"401\"");
            stage.lookAndWait();
            var came = receiver.taken().get(0);
            assertThat(came.type()).isEqualTo("application/cloudevents+json");
            assertThat(came.path())
                    .as("the address as it was given")
                    .isEqualTo("/hooks/a%2Fb?token=" + CANARY + "&x=1%202");
            var event = came.event();
            assertThat(event.path("specversion").asText()).isEqualTo("1.0");
            assertThat(event.path("type").asText()).isEqualTo("dev.understudy.alert.raised");
            assertThat(event.path("source").asText()).isEqualTo("/understudy/node-one:8080");
            assertThat(event.path("id").asText()).matches("al[a-z0-9]{12}-raised");
            assertThat(event.path("subject").asText()).isEqualTo("tavus_key_rejected/current");
            assertThat(event.path("datacontenttype").asText()).isEqualTo("application/json");
            assertThat(event.path("data").path("detail").asText()).isEqualTo("Schlüssel ✗ \"401\"");
            assertThat(event.path("data").path("runbook").asText())
                    .isEqualTo("https://example.org/runbook#tavus_key_rejected");
            assertThat(stage.stand()).containsExactly("raised DELIVERED HTTP 204");
            assertThat(stage.tried()).containsExactly(new DeliveryTried("webhook", "delivered"));
        }
    }

    @Test
    void whileASecretIsChangedBothSign() throws Exception {
        try (var receiver = new AlertReceiver(AlertReceiver.OTHER_SECRET);
                var stage = stage(receiver.as("ops", AlertReceiver.SECRET + " " + AlertReceiver.OTHER_SECRET))) {
            stage.alerts().raise(TAVUS_KEY_REJECTED, "current", "HTTP 401");
            stage.lookAndWait();
            assertThat(receiver.taken()).singleElement();
            assertThat(receiver.taken().get(0).signature()).matches("v1,\\S{44} v1,\\S{44}");
        }
    }

    @Test
    void aReceiverWithAnotherSecretRefusesIt() throws Exception {
        try (var receiver = new AlertReceiver();
                var stage = stage(receiver.as("ops", AlertReceiver.OTHER_SECRET))) {
            stage.alerts().raise(TAVUS_KEY_REJECTED, "current", "HTTP 401");
            stage.lookAndWait();
            assertThat(receiver.taken()).isEmpty();
            assertThat(stage.stand()).containsExactly("raised WAITING HTTP 401");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 307, 308, 400, 404, 410, 429, 500, 503})
    void whateverIsNoTwoHundredIsTriedAgainAndNoRedirectIsFollowed(int status) throws Exception {
        try (var receiver = new AlertReceiver();
                var stage = stage(receiver.as("ops"))) {
            receiver.answers(status);
            stage.alerts().raise(TAVUS_KEY_REJECTED, "current", "HTTP 401");
            stage.lookAndWait();
            assertThat(stage.stand()).containsExactly("raised WAITING HTTP " + status);
            receiver.answers(200);
            clock.pass(Duration.ofMillis(4_999));
            stage.lookAndWait();
            assertThat(receiver.calls()).as("once, and not before its time").hasSize(1);
            clock.pass(Duration.ofSeconds(2));
            stage.lookAndWait();
            assertThat(stage.stand()).containsExactly("raised DELIVERED HTTP 200");
            assertThat(receiver.calls())
                    .hasSize(2)
                    .containsOnly(receiver.taken().get(0).id());
        }
    }

    @Test
    void anAnswerWithoutAnEndCostsNothing() throws Exception {
        try (var receiver = new AlertReceiver();
                var stage = stage(receiver.as("ops"))) {
            receiver.talksForever();
            stage.alerts().raise(TAVUS_KEY_REJECTED, "current", "HTTP 401");
            stage.lookAndWait();
            assertThat(stage.stand()).containsExactly("raised DELIVERED HTTP 200");
        }
    }

    @Test
    void oneThatHangsHoldsUpNoOther() throws Exception {
        try (var slow = new AlertReceiver();
                var quick = new AlertReceiver();
                var stage = stage(slow.as("slow"), quick.as("quick"))) {
            slow.hangs();
            stage.alerts().raise(TAVUS_KEY_REJECTED, "one", "HTTP 401");
            stage.look();
            await().until(() -> slow.calls().size() == 1);
            for (var each : new String[] {"two", "three"}) {
                stage.alerts().raise(TAVUS_KEY_REJECTED, each, "HTTP 401");
                stage.look();
            }
            await().until(() -> quick.taken().size() == 3);
            assertThat(slow.calls()).as("one at a time").hasSize(1);
            await().until(() -> stage.stand().stream()
                            .filter("raised DELIVERED HTTP 204"::equals)
                            .count()
                    == 3);
            slow.goesOn();
        }
    }

    @Test
    void oneThatHangsIsGivenUpAfterItsTime(CapturedOutput log) throws Exception {
        try (var slow = new AlertReceiver();
                var stage = hasty(slow.as("slow"))) {
            slow.hangs();
            stage.alerts().raise(TAVUS_KEY_REJECTED, "one", "HTTP 401");
            stage.lookAndWait();
            assertThat(stage.stand()).containsExactly("raised WAITING no answer in time");
            assertThat(log).doesNotContain(CANARY);
        }
    }

    @Test
    void nobodyThereIsSaidWithoutTheAddress(CapturedOutput log) throws Exception {
        var nobody = Secret.of("http://127.0.0.1:" + FreePort.find() + "/" + CANARY);
        try (var stage = stage(new AlertSettings.Webhook("ops", nobody, Secret.of(AlertReceiver.SECRET)))) {
            stage.alerts().raise(TAVUS_KEY_REJECTED, "current", "HTTP 401");
            stage.lookAndWait();
            assertThat(stage.stand()).containsExactly("raised WAITING no connection");
            assertThat(log).contains("ops does not take alert").doesNotContain(CANARY);
        }
    }

    @Test
    void httpsIsSpokenToAnAddressThatSaysSo() throws Exception {
        try (var door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var stage = hasty(new AlertSettings.Webhook(
                        "ops",
                        Secret.of("https://127.0.0.1:" + door.getLocalPort() + "/"),
                        Secret.of(AlertReceiver.SECRET)))) {
            stage.alerts().raise(TAVUS_KEY_REJECTED, "current", "HTTP 401");
            stage.look();
            try (var caller = door.accept()) {
                assertThat(firstByte(caller)).as("a TLS handshake").isEqualTo(0x16);
            }
            stage.lookAndWait();
            assertThat(stage.stand()).singleElement().asString().startsWith("raised WAITING no ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "whsec_not base64", "whsec_***", "WHSEC_c2FuZGJveA=="})
    void aSecretThatCannotBeReadIsNotShown(String secret) {
        assertThatThrownBy(() -> SigningKey.all(Secret.of(secret)))
                .hasMessage("a webhook's secret must be whsec_ and base64")
                .hasNoCause();
    }

    private static int firstByte(Socket caller) throws IOException {
        caller.setSoTimeout(60_000);
        return caller.getInputStream().read();
    }

    private AlertStage stage(AlertSettings.Webhook... webhooks) throws Exception {
        return AlertStage.over(database, clock, AlertStage.settings(webhooks));
    }

    /** One that soon gives up. */
    private AlertStage hasty(AlertSettings.Webhook webhook) throws Exception {
        return AlertStage.over(database, clock, AlertStage.settings(1_500, webhook));
    }
}
