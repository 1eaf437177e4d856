package dev.understudy.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Nginx's numbers fit the application's: who is the first to lose patience, and how much is read. */
class NginxNumbersTest {
    private static final String SERVER = NginxFolder.shipped("understudy.conf");
    private final Map<String, Object> settings = new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(NginxFolder.read(Path.of("config/application.yaml")));

    @Test
    void aSilentStreamOfEventsOutlivesSomeHeartbeats() {
        assertThat(readTimeout("= /api/events"))
                .isGreaterThan(duration("understudy", "events", "heartbeat").multipliedBy(3));
    }

    /** nginx 1.22 hands small pieces on at once even when it buffers (tried); others, and larger pieces, are not to be trusted. */
    @Test
    void eventsAreNotHeldBack() {
        assertThat(location("= /api/events")).contains("proxy_buffering off;", "gzip off;");
    }

    @Test
    void theGatewayLosesPatienceFirst() {
        assertThat(readTimeout("/tavus/v2/"))
                .isGreaterThan(duration("understudy", "gateway", "deadline").plusSeconds(5));
    }

    @Test
    void connectionsAreClosedByNginxBeforeTheApplicationClosesThem() {
        assertThat(time(NginxFolder.shipped("understudy/upstream.conf"), "keepalive_timeout"))
                .isLessThan(duration("server", "tomcat", "keep-alive-timeout"));
    }

    @Test
    void whatTheApplicationReadsGetsThroughAndNothingLargerDoes() {
        @SuppressWarnings("unchecked")
        var limits = (Iterable<Map<String, String>>) at("understudy", "web", "body-limits");
        var largest = 0L;
        for (var limit : limits)
            if (!limit.get("path").matches("/sandbox|/twirp"))
                largest = Math.max(largest, DataSize.parse(limit.get("limit")).toBytes());
        for (var directive : new String[] {"client_max_body_size", "client_body_buffer_size"})
            assertThat(DataSize.parse(word(SERVER, directive).replace("m", "MB"))
                            .toBytes())
                    .as(directive)
                    .isEqualTo(largest);
        assertThat(time(SERVER, "client_body_timeout")).isEqualTo(duration("understudy", "web", "body-deadline"));
    }

    @Test
    void itsOwnLimitsAreAboveTheApplications() {
        var open = Integer.parseInt(word(location("= /api/events"), "limit_conn understudy_open"));
        assertThat(open).isGreaterThan((Integer) at("understudy", "limits", "listeners-per-address"));
        var calls = Integer.parseInt(SERVER.replaceAll("(?s).*zone=understudy_calls:10m rate=(\\d+)r/s;.*", "$1"));
        assertThat(calls * 60).isGreaterThan((Integer) at("understudy", "limits", "tokens-per-minute"));
    }

    private static Duration readTimeout(String path) {
        return time(location(path), "proxy_read_timeout");
    }

    private static String location(String path) {
        var block = Pattern.compile("location " + Pattern.quote(path) + " \\{(.*?)\\n    }", Pattern.DOTALL)
                .matcher(SERVER);
        assertThat(block.find()).as(path).isTrue();
        return block.group(1);
    }

    private static Duration time(String text, String directive) {
        return DurationStyle.detectAndParse(word(text, directive));
    }

    private static String word(String text, String directive) {
        var found = Pattern.compile("(?m)^ *" + directive + " (\\S+);").matcher(text);
        assertThat(found.find()).as(directive).isTrue();
        return found.group(1);
    }

    private Duration duration(String... path) {
        return DurationStyle.detectAndParse(at(path).toString());
    }

    private Object at(String... path) {
        Object here = settings;
        for (var name : path) here = ((Map<?, ?>) here).get(name);
        return here;
    }
}
