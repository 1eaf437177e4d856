package dev.understudy.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import dev.understudy.fixtures.App;
import dev.understudy.fixtures.ManagementCalls;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Alerts in a running sandbox: who asks sees them, the receiver has them, and numbers and events tell of them. */
class AlertApiTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SECRET = "whsec_c2FuZGJveC1hbGVydC1zZWNyZXQtMDEyMzQ1Njc=";
    private static final App APP = App.shared();

    @Test
    void aTestArrivesRaisedAndClearedInThisOrder() throws Exception {
        var answer = operator("POST", "/api/alerts/test");
        assertThat(answer.statusCode()).isEqualTo(202);
        var alert = JSON.readTree(answer.body());
        assertThat(alert.path("kind").asText()).isEqualTo("test");
        assertThat(alert.path("clearedAt").isTextual()).isTrue();
        await().atMost(PATIENCE).until(() -> states(alert).equals("delivered delivered "));
        var subject = alert.path("subject").asText();
        assertThat(came(subject)).isEqualTo("raised cleared ");
        assertThat(operator("GET", "/api/alerts?open=true").body()).doesNotContain(subject);
        assertThat(operator("GET", "/api/alerts?open=false").body()).contains(subject);
        var page = ManagementCalls.of(APP);
        assertThat(page.metric("understudy_alert_deliveries_total{receiver_kind=\"webhook\",result=\"delivered\"}"))
                .isGreaterThanOrEqualTo(2);
        assertThat(page.metric("understudy_alert_deliveries_total{receiver_kind=\"mail\",result=\"dead\"}"))
                .isZero();
    }

    @Test
    void whatLastsIsCountedByKindUntilItIsOver() {
        var series = "understudy_alerts_open{kind=\"site_down\"}";
        var page = ManagementCalls.of(APP);
        assertThat(page.metric(series)).isZero();
        APP.bean(Alerts.class).raise(AlertKind.SITE_DOWN, "https://example.org", "HTTP 502");
        await().atMost(PATIENCE).until(() -> page.metric(series) == 1);
        assertThat(operator("GET", "/api/alerts?open=true").body()).contains("\"kind\":\"site_down\"", "HTTP 502");
        APP.bean(Alerts.class).clear(AlertKind.SITE_DOWN, "https://example.org");
        await().atMost(PATIENCE).until(() -> page.metric(series) == 0);
    }

    @Test
    void whoListensHearsOfIt() throws Exception {
        var alerts = APP.bean(Alerts.class);
        var heard = new StringBuffer();
        var listener = new Thread(() -> listen(heard));
        listener.setDaemon(true);
        listener.start();
        await().atMost(PATIENCE).until(() -> {
            alerts.raise(AlertKind.BACKEND_RESTARTS, "one", "5 in a minute");
            alerts.clear(AlertKind.BACKEND_RESTARTS, "one");
            return heard.toString().contains("\"event\":\"cleared\"");
        });
        assertThat(heard.toString())
                .contains("event:alert", "\"event\":\"raised\",\"kind\":\"backend_restarts\",\"subject\":\"one\"");
        listener.interrupt();
    }

    @Test
    void deadLettersArePutBack() {
        var alerts = APP.bean(Alerts.class);
        var deliveries = APP.bean(Deliveries.class);
        alerts.raise(AlertKind.KEY_LIMITED, "dead", "HTTP 429");
        var alert = alerts.open().stream()
                .filter(each -> each.subject().equals("dead"))
                .findFirst()
                .orElseThrow();
        var letter = Delivery.of(alert.id(), "sandbox", AlertEvent.RAISED, "{\"data\":{}}");
        deliveries.add(letter);
        deliveries.dead(letter, "HTTP 500");
        var answer = operator("POST", "/api/alerts/" + alert.id() + "/redeliver");
        assertThat(answer.statusCode()).isEqualTo(200);
        await().atMost(PATIENCE)
                .until(() -> !operator("GET", "/api/alerts").body().contains("\"dead\",\"tries\""));
        assertThat(operator("POST", "/api/alerts/none/redeliver").body()).contains("no-such-alert");
        assertThat(operator("GET", "/api/alerts?open=yes").body()).contains("parameter-refused");
    }

    @Test
    void theReceiverBelievesSignaturesOnlyAndShowsThemToTheOperatorOnly() throws Exception {
        var now = System.currentTimeMillis() / 1000;
        var body = "{\"data\":{\"kind\":\"test\"}}";
        var good = new Webhook(SECRET).sign("msg_1", now, body);
        assertThat(deliver("msg_1", now, good, body)).isEqualTo(204);
        assertThat(deliver("msg_1", now, "v1,bm90aGluZw== " + good, body)).isEqualTo(204);
        assertThat(deliver("msg_2", now, good, body)).isEqualTo(401);
        assertThat(deliver("msg_1", now, good, body + " ")).isEqualTo(401);
        assertThat(deliver("msg_1", now, good.replace("v1,", "v2,"), body)).isEqualTo(401);
        assertThat(deliver("msg_1", now, "v1,***", body)).isEqualTo(401);
        var old = now - 301;
        assertThat(deliver("msg_1", old, new Webhook(SECRET).sign("msg_1", old, body), body))
                .isEqualTo(401);
        assertThat(APP.get("/sandbox/alerts").statusCode()).isEqualTo(401);
    }

    @Test
    void theEndpointsTellNeitherAddressNorLogin() {
        var context = APP.bean(org.apache.camel.CamelContext.class);
        assertThat(context.getEndpoints().stream().map(each -> each.getEndpointUri()))
                .anyMatch(uri -> uri.contains("receiver.invalid"))
                .noneMatch(uri -> uri.contains("/sandbox/alerts"));
    }

    private static void listen(StringBuffer heard) {
        try {
            var url = java.net
                    .URI
                    .create("http://127.0.0.1:" + APP.port() + "/api/events")
                    .toURL();
            var connection = (java.net.HttpURLConnection) url.openConnection();
            connection.setRequestProperty("Authorization", "Bearer sandbox");
            connection.setReadTimeout((int) PATIENCE.toMillis());
            try (var stream = connection.getInputStream()) {
                for (var next = stream.read(); next >= 0; next = stream.read()) heard.append((char) next);
            }
        } catch (java.io.IOException e) {
            heard.append(" (and so on)");
        }
    }

    private static String states(JsonNode alert) throws Exception {
        for (var each : JSON.readTree(operator("GET", "/api/alerts").body()).path("alerts"))
            if (each.path("id").equals(alert.path("id"))) return told(each.path("deliveries"), "state");
        return "";
    }

    private static String told(JsonNode deliveries, String field) {
        var all = new StringBuilder();
        for (var each : deliveries) all.append(each.path(field).asText()).append(' ');
        return all.toString();
    }

    private static String came(String subject) throws Exception {
        var all = new StringBuilder();
        for (var each : JSON.readTree(operator("GET", "/sandbox/alerts").body()).path("alerts")) {
            var data = each.path("event").path("data");
            if (data.path("subject").asText().equals(subject))
                all.append(data.path("event").asText()).append(' ');
        }
        return all.toString();
    }

    private static int deliver(String id, long time, String signature, String body) {
        return APP.send(APP.request("/sandbox/alerts")
                        .header("webhook-id", id)
                        .header("webhook-timestamp", String.valueOf(time))
                        .header("webhook-signature", signature)
                        .POST(BodyPublishers.ofString(body)))
                .statusCode();
    }

    private static HttpResponse<String> operator(String method, String path) {
        return APP.send(
                APP.request(path).header("Authorization", "Bearer sandbox").method(method, BodyPublishers.noBody()));
    }
}
