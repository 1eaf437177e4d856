package dev.understudy.startup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;

/** Production's log, as its configuration makes it: JSON in which no text is a token. */
class StructuredMaskTest {
    private static final String TOKEN = "eyJ" + "hbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1c2VyIn0" + ".c2lnbmF0dXJlLW9m";
    private final LoggerContext context = new LoggerContext();

    @Test
    void neitherTheMessageNorATraceNorTheContextShowsAToken() throws IOException {
        context.setMDCAdapter(new LogbackMDCAdapter());
        var event = new LoggingEvent(
                "x",
                context.getLogger("org.apache.camel"),
                Level.TRACE,
                "body: {\"participant_token\":\"{}\"}",
                new IllegalStateException("Authorization: Bearer " + TOKEN),
                new Object[] {TOKEN});
        event.setMDCPropertyMap(Map.of("header", TOKEN));
        var line = new String(encoder().encode(event), UTF_8);
        assertThat(line).contains("participant_token", "IllegalStateException", "org.apache.camel");
        assertThat(line).doesNotContain("c2lnbmF0dXJl", "eyJzdWIi");
    }

    private StructuredLogEncoder encoder() throws IOException {
        var environment = new StandardEnvironment();
        for (var source : new YamlPropertySourceLoader()
                .load("production", new FileSystemResource("config/application-production.yaml")))
            environment.getPropertySources().addLast(source);
        context.putObject(Environment.class.getName(), environment);
        var encoder = new StructuredLogEncoder();
        encoder.setContext(context);
        encoder.setFormat(environment.getRequiredProperty("logging.structured.format.console"));
        encoder.start();
        return encoder;
    }
}
