package dev.understudy.credential;

import static dev.understudy.credential.Provider.TAVUS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.understudy.alert.AlertKind;
import dev.understudy.common.Secret;
import dev.understudy.session.Reason;
import dev.understudy.store.Dialect;
import dev.understudy.tavus.TavusAnswers;
import dev.understudy.tavus.TavusBreaker;
import dev.understudy.tavus.TavusCalls;
import dev.understudy.tavus.TavusFailover;
import dev.understudy.tavus.TavusKeys;
import dev.understudy.tavus.TavusRefused.TavusBusy;
import dev.understudy.tavus.TavusRefused.TavusKeyRejected;
import dev.understudy.tavus.TavusRefused.TavusUnclear;
import dev.understudy.tavus.TavusSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The routes avatar-call and avatar-send as they are, with a Tavus that takes some keys and not others. */
class RefusedInUseTest {
    private static final Secret OLD = Secret.of("sandbox-old");
    private static final Secret STANDBY = Secret.of("sandbox-standby");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REFUSAL = "{\"message\":\"Invalid access token\"}";
    private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final DefaultCamelContext camel = new DefaultCamelContext();

    @TempDir
    Path folder;

    private String refusal = REFUSAL;
    private HttpServer tavus;
    private CredentialParts.Node node;
    private TavusBreaker breaker;
    private TavusCalls calls;
    private TavusFailover failover;

    @BeforeEach
    void start() throws Exception {
        tavus = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        tavus.createContext("/", this::answer);
        tavus.start();
        node = CredentialParts.node(folder.resolve("secrets.env"), OLD.reveal(), Dialect.SQLITE);
        bind("http://127.0.0.1:" + tavus.getAddress().getPort());
        PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.fromString("avatar.camel.yaml", theTwoRoutes()));
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
        tavus.stop(0);
    }

    @Test
    void theStandbyKeyIsAskedWithAtOnceAndTakesOver() {
        standby();
        statuses.put(OLD.reveal(), 401);
        var exchange = create();
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage()
                        .getBody(JsonNode.class)
                        .path("conversation_id")
                        .asText())
                .isEqualTo("c1");
        assertThat(exchange.getProperty(TavusCalls.KEY_USED)).isEqualTo(STANDBY.fingerprint());
        assertThat(exchange.getMessage().getHeaders()).doesNotContainKey("x-api-key");
        assertThat(heard).as("the very same request, once with each key").hasSize(2);
        assertThat(heard.get(1)).isEqualTo(heard.get(0).replace(OLD.reveal(), STANDBY.reveal()));
        assertThat(node.keys().current(TAVUS)).isEqualTo(STANDBY);
        assertThat(node.refusals().isBad(TAVUS, OLD.fingerprint())).isTrue();
        create();
        assertThat(heard).as("nobody asks with the old one any more").hasSize(3);
    }

    @Test
    void whenBothAreRefusedNothingIsLeftAndNothingMoves() {
        standby();
        statuses.putAll(Map.of(OLD.reveal(), 403, STANDBY.reveal(), 401));
        assertThat(create().getException()).isInstanceOf(TavusKeyRejected.class);
        assertThat(heard).hasSize(2);
        assertThat(node.keys().current(TAVUS)).isEqualTo(OLD);
        assertThat(node.refusals().isRefused(TAVUS, STANDBY.fingerprint())).isTrue();
        assertThat(breaker.open()).isEqualTo(Reason.TAVUS_KEY_REJECTED);
        assertThat(breaker.permitted()).as("nobody else pays for it").isEmpty();
    }

    @Test
    void withoutAStandbyKeyItIsRefusedAfterOneRequest() {
        statuses.put(OLD.reveal(), 401);
        assertThat(create().getException()).isInstanceOf(TavusKeyRejected.class);
        assertThat(heard).hasSize(1);
        assertThat(breaker.open()).isEqualTo(Reason.TAVUS_KEY_REJECTED);
    }

    @Test
    void whatSaysNothingOfTheKeyIsNotTriedWithAnother() {
        standby();
        statuses.put(OLD.reveal(), 503);
        assertThat(create().getException()).isInstanceOf(TavusBusy.class);
        assertThat(heard).hasSize(1);
        assertThat(node.keys().current(TAVUS)).isEqualTo(OLD);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "401;<html><body>Sign in to the proxy; access token required</body></html>",
                "403;<html>Forbidden</html>",
                "403;{\"error\":\"blocked by policy\"}",
                "401;''"
            })
    void aRefusalThatIsNotInTavussWordsAccusesNoKey(int status, String body) {
        standby();
        refusal = body;
        statuses.put(OLD.reveal(), status);
        var exchange = create();
        assertThat(exchange.getException()).isInstanceOf(TavusUnclear.class);
        assertThat(heard).as("and the standby key is not spent on it").hasSize(1);
        failover.unclear(exchange);
        assertThat(breaker.open()).as("nobody else pays for it").isEqualTo(Reason.TAVUS_UNAVAILABLE);
        assertThat(node.refusals().isRefused(TAVUS, OLD.fingerprint())).isFalse();
        assertThat(node.alerts().open()).isEmpty();
        assertThat(node.keys().current(TAVUS)).isEqualTo(OLD);
        assertThat(node.schedule().due()).as("the keys are checked at once").contains(TAVUS);
    }

    @Test
    void aServersTroubleWithAccessTokensIsItsOwn() {
        refusal = "{\"message\":\"the access token service is down\"}";
        statuses.put(OLD.reveal(), 500);
        assertThat(create().getException()).isInstanceOf(TavusBusy.class);
    }

    @Test
    void aSecretsFileThatCannotBeWrittenCostsNobodyTheFace() throws IOException {
        standby();
        statuses.put(OLD.reveal(), 401);
        Files.createDirectories(folder.resolve("secrets.env.part/in-the-way"));
        for (var time = 0; time < 2; time++) {
            var exchange = create();
            assertThat(exchange.getException()).isNull();
            assertThat(exchange.getProperty(TavusCalls.KEY_USED)).isEqualTo(STANDBY.fingerprint());
        }
        assertThat(node.keys().current(TAVUS)).isEqualTo(OLD);
        assertThat(openAlerts()).containsExactlyInAnyOrder("tavus_key_rejected", "secrets_not_writable");
        Files.delete(folder.resolve("secrets.env.part/in-the-way"));
        node.watch().look();
        assertThat(node.keys().current(TAVUS)).isEqualTo(STANDBY);
        assertThat(openAlerts()).contains("standby_used").doesNotContain("secrets_not_writable");
    }

    @Test
    void itIsOverWhenTheKeyIsGoodAgainThoughNothingWasEverMoved() throws IOException {
        standby();
        statuses.put(OLD.reveal(), 401);
        Files.createDirectories(folder.resolve("secrets.env.part/in-the-way"));
        var watch = node.watch();
        create();
        for (var second = 0; second < 5; second++) watch.look();
        var alert = node.alerts().open().stream()
                .filter(each -> each.kind() == AlertKind.SECRETS_NOT_WRITABLE)
                .findFirst();
        assertThat(alert.orElseThrow().count())
                .as("told once, tried at once and then not every second")
                .isEqualTo(2);
        node.judgements().heard(new Judgements.Word(TAVUS, OLD.fingerprint(), Verdict.VALID, "HTTP 200", Source.CHECK));
        watch.look();
        assertThat(openAlerts()).isEmpty();
    }

    @Test
    void aStoreThatFailsCostsNobodyTheFace() {
        standby();
        statuses.put(OLD.reveal(), 401);
        var store = node.database().jdbc();
        store.sql("alter table credential_change rename to away").update();
        try {
            assertThat(create().getException()).isNull();
            assertThat(heard).hasSize(2);
        } finally {
            store.sql("alter table away rename to credential_change").update();
        }
    }

    @Test
    void aStandbyKeyWhoseAnswerSaysNothingIsNotTakenForGood() {
        standby();
        statuses.putAll(Map.of(OLD.reveal(), 401, STANDBY.reveal(), 500));
        assertThat(create().getException()).isInstanceOf(TavusBusy.class);
        assertThat(heard).hasSize(2);
        assertThat(node.moves().of(TAVUS, 9))
                .as("it was put there, and no more")
                .hasSize(1);
    }

    private List<String> openAlerts() {
        return node.alerts().open().stream().map(alert -> alert.kind().code()).toList();
    }

    private void standby() {
        node.keys().keepStandby(TAVUS, STANDBY, new By("the operator", "a test"));
    }

    private Exchange create() {
        var exchange = new DefaultExchange(camel);
        calls.create(exchange, new TavusCalls.Wanted("name", null, null, "wss://x", Secret.of("token"), null));
        return camel.createProducerTemplate().send("direct:avatar-call", exchange);
    }

    private void bind(String url) {
        var second = Duration.ofSeconds(1);
        var settings = new TavusSettings(
                URI.create(url), OLD, "face", null, second, second, Duration.ofHours(1), 5, second, null);
        var keys = new TavusKeys(node.keys(), node.failover(), node.refusals());
        calls = new TavusCalls(keys, settings, JSON);
        breaker = new TavusBreaker(keys, settings, node.clock(), node.events()::add);
        var beans = camel.getRegistry();
        beans.bind("tavusCalls", calls);
        beans.bind("tavusAnswers", new TavusAnswers(JSON));
        failover = new TavusFailover(node.failover(), breaker, calls);
        beans.bind("tavusFailover", failover);
        beans.bind("oneTry", (HttpClientConfigurer) client -> client.disableAutomaticRetries());
        var properties = new Properties();
        properties.putAll(Map.of(
                "understudy.tavus.url", url,
                "understudy.tavus.timeout", "60000",
                "understudy.tavus.connect-timeout", "60000"));
        camel.getPropertiesComponent().setInitialProperties(properties);
    }

    private static String theTwoRoutes() throws IOException {
        var found = new StringBuilder();
        for (var route : Files.readString(Path.of("routes/avatar.camel.yaml")).split("(?m)^(?=- route:)"))
            if (route.matches("(?s)- route:\\s+id: avatar-(call|send)\\n.*")) found.append(route);
        return found.toString();
    }

    private void answer(HttpExchange call) throws IOException {
        var key = call.getRequestHeaders().getFirst("x-api-key");
        var sent = new String(call.getRequestBody().readAllBytes(), UTF_8);
        heard.add(call.getRequestMethod() + " " + call.getRequestURI() + " " + key + " " + sent);
        var status = statuses.getOrDefault(key, 200);
        var text = status == 200 ? "{\"conversation_id\":\"c1\"}" : refusal;
        call.getResponseHeaders().set("Content-Type", "application/json");
        call.sendResponseHeaders(status, text.length());
        call.getResponseBody().write(text.getBytes(UTF_8));
        call.close();
    }
}
