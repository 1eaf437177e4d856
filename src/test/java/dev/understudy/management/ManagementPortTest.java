package dev.understudy.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.fixtures.App;
import dev.understudy.fixtures.ManagementCalls;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what on the management port, and that nothing of it is on the public one. */
class ManagementPortTest {
    private static final App APP = App.shared();
    private static final ManagementCalls CALLS = ManagementCalls.of(APP);
    private static final String CAMEL = "org.apache.camel:context=*,type=%s,*";

    @ParameterizedTest
    @ValueSource(strings = {"/observe/health", "/observe/health/live", "/observe/health/ready", "/observe/metrics"})
    void healthAndMetricsAreOpen(String path) {
        assertThat(CALLS.get(path).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/observe/jolokia",
                "/observe/jolokia/version",
                "/observe/hawtio",
                "/observe/hawtio/",
                "/observe/hawtio/index.html",
                "/observe/hawtio/jolokia/version",
                "/observe/hawtio/auth/login",
                "/observe/hawtio/proxy/x",
                "/observe",
                "/observe/metrics/..;/jolokia/version",
                "/observe/health/../jolokia/version",
                "/observe/metrics;/../jolokia",
                "/observe//jolokia",
                "/observe/%6aolokia/version",
                "/",
            })
    void everythingElseAsksForTheOperatorsToken(String path) {
        var answer = CALLS.get(path);
        assertThat(answer.statusCode()).isIn(400, 401);
        assertThat(answer.body()).doesNotContain("agent_version");
        if (answer.statusCode() == 401) {
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                    .startsWith("Basic ");
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        }
    }

    @Test
    void ourMBeansCanBeReadWhenNothingHasHappenedYet() {
        var answer = CALLS.send(CALLS.asOperator("/observe/jolokia/read/dev.understudy:*"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"status\":200", "type=Sessions", "type=Rotations", "\"JoinRate\":null");
    }

    @Test
    void theTokenOpensAsABearerAndAsAPassword() {
        var version = "/observe/jolokia/version";
        assertThat(CALLS.send(CALLS.request(version).header("Authorization", "Bearer sandbox"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(CALLS.send(CALLS.asOperator(version)).statusCode()).isEqualTo(200);
        for (var wrong : new String[] {"Bearer wrong", "Basic c2FuZGJveA", "Basic !", "Basic c2FuZGJveDp3cm9uZw=="})
            assertThat(CALLS.send(CALLS.request(version).header("Authorization", wrong))
                            .statusCode())
                    .as(wrong)
                    .isEqualTo(401);
    }

    @Test
    void whatAnotherPageAsksInTheOperatorsNameIsRefused() {
        var version = "/observe/jolokia/version";
        for (var header : new String[][] {
            {"Origin", "http://elsewhere.example"},
            {"Origin", "null"},
            {"Sec-Fetch-Site", "cross-site"},
            {"Origin", "%"}
        }) {
            var answer = CALLS.send(CALLS.asOperator(version).header(header[0], header[1]));
            assertThat(answer.statusCode()).as(header[1]).isEqualTo(403);
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
        var own = CALLS.request(version).build().uri().resolve("/").toString().replaceFirst("/$", "");
        assertThat(CALLS.send(CALLS.asOperator(version).header("Origin", own).header("Sec-Fetch-Site", "same-origin"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void hawtioShowsItsPageAndReachesJolokia() {
        var page = CALLS.send(CALLS.asOperator("/observe/hawtio/"));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<title>Hawtio</title>", "<base href=\"/observe/hawtio/\">");
        var script = Pattern.compile("src=\"(/observe/hawtio/static/js/main[^\"]+)\"")
                .matcher(page.body());
        assertThat(script.find()).isTrue();
        assertThat(CALLS.send(CALLS.asOperator(script.group(1))).statusCode()).isEqualTo(200);
        assertThat(CALLS.send(CALLS.asOperator("/observe/hawtio/jolokia/version"))
                        .body())
                .contains("agent_version");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/observe/hawtio/",
                "/observe/hawtio/index.html",
                "/observe/hawtio/jolokia",
                "/observe/jolokia",
                "/observe/jolokia/version",
                "/observe/metrics",
                "/hawtio/",
                "/hawtio/index.html",
                "/jolokia",
            })
    void nothingOfItIsOnThePublicPort(String path) {
        assertThat(APP.send(APP.request(path).header("Authorization", "Bearer sandbox"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void routesAreReadAndStoppedAndStarted() {
        var route = "org.apache.camel:context=" + context() + ",type=routes,name=\\\"webhook-forget\\\"";
        assertThat(ask("read", route, "\"attribute\":\"State\"").path("value").asText())
                .isEqualTo("Started");
        assertThat(ask("exec", route, "\"operation\":\"stop()\"").path("status").asInt())
                .isEqualTo(200);
        assertThat(ask("read", route, "\"attribute\":\"State\"").path("value").asText())
                .isEqualTo("Stopped");
        assertThat(ask("exec", route, "\"operation\":\"start()\"")
                        .path("status")
                        .asInt())
                .isEqualTo(200);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "read | java.lang:type=Runtime | \"attribute\":\"SystemProperties\"",
                "read | java.lang:type=Runtime | \"attribute\":\"InputArguments\"",
                "read | java.lang:type=Runtime | \"attribute\":[\"Uptime\",\"SystemProperties\"]",
                "read | java.lang:type=Runtime | \"maxDepth\":1",
                "read | java.util.logging:type=Logging | \"attribute\":\"LoggerNames\"",
                "read | com.sun.management:type=HotSpotDiagnostic | \"attribute\":\"DiagnosticOptions\"",
                "exec | com.sun.management:type=HotSpotDiagnostic |"
                        + " \"operation\":\"dumpHeap\",\"arguments\":[\"x\",true]",
                "exec | com.sun.management:type=DiagnosticCommand | \"operation\":\"vmSystemProperties\"",
                "exec | java.lang:type=Memory | \"operation\":\"gc\"",
                "exec | jdk.management.jfr:type=FlightRecorder | \"operation\":\"newRecording\"",
                "read | CAMEL endpoints | \"attribute\":\"ServiceLocationUrl\"",
                "read | CAMEL endpoints | \"attribute\":\"EndpointUri\"",
                "exec | CAMEL-token routes | \"operation\":\"dumpRouteAsXml(boolean)\",\"arguments\":[true]",
                "exec | CAMEL-token routes | \"operation\":\"dumpRouteAsXml()\"",
                "exec | CAMEL-token routes | \"operation\":\"dumpRouteAsYaml(boolean)\",\"arguments\":[true]",
                "exec | CAMEL-token routes | \"operation\":\"remove()\"",
                "exec | CAMEL-token routes | \"operation\":\"updateRouteFromXml\",\"arguments\":[\"x\"]",
                "exec | CAMEL-understudy context | \"operation\":\"sendBody\",\"arguments\":[\"direct:x\",\"y\"]",
                "exec | CAMEL-understudy context | \"operation\":\"sendStringBody\",\"arguments\":[\"direct:x\",\"y\"]",
                "exec | CAMEL-understudy context | \"operation\":\"dumpRoutesAsXml(boolean)\",\"arguments\":[true]",
                "exec | CAMEL-understudy context | \"operation\":\"stop()\"",
                "exec | CAMEL-understudy context | \"operation\":\"addOrUpdateRoutesFromXml\",\"arguments\":[\"x\"]",
                "write | CAMEL-token routes | \"attribute\":\"TracingEnabled\",\"value\":true",
            })
    void whatCouldShowSecretsOrDriveTheProcessIsRefused(String type, String name, String more) {
        var answer = ask(type, mbean(name), more);
        assertThat(answer.path("status").asInt()).as(answer.toString()).isIn(400, 403);
        assertThat(answer.has("value")).isFalse();
    }

    @Test
    void anotherProcessIsNotCalledForAnybody() throws IOException {
        try (var elsewhere = new ServerSocket(0)) {
            elsewhere.setSoTimeout(1_500);
            var url = "service:jmx:rmi:///jndi/rmi://127.0.0.1:" + elsewhere.getLocalPort() + "/jmxrmi";
            ask("read", "java.lang:type=Memory", "\"target\":{\"url\":\"" + url + "\"}");
            org.assertj.core.api.Assertions.assertThatThrownBy(elsewhere::accept)
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    /** {@code CAMEL-token routes}: the MBean of that type and name; {@code CAMEL endpoints}: all of that type. */
    private static String mbean(String text) {
        if (!text.startsWith("CAMEL")) return text;
        var parts = text.split(" ");
        if (parts[0].equals("CAMEL")) return CAMEL.formatted(parts[1]);
        var name = parts[0].substring("CAMEL-".length()).replace("understudy", context());
        return "org.apache.camel:context=" + context() + ",type=" + parts[1] + ",name=\\\"" + name + "\\\"";
    }

    private static String context() {
        return APP.bean(org.apache.camel.CamelContext.class).getManagementName();
    }

    private static JsonNode ask(String type, String mbean, String more) {
        try {
            return new ObjectMapper()
                    .readTree(CALLS.jolokia("{\"type\":\"" + type + "\",\"mbean\":\"" + mbean + "\"," + more + "}")
                            .body());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
