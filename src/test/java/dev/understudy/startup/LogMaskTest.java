package dev.understudy.startup;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;

/** Libraries at TRACE print what passes through them: their lines have the form of theirs, the values are nobody's. */
class LogMaskTest {
    private static final String VALUE = "canary-0f1e2d3c4b5a6978";
    private static final String TOKEN = "eyJ" + "hbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1c2VyIn0" + ".c2lnbmF0dXJlLW9m";
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private Logger log;

    @BeforeEach
    void begin() {
        var context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%p %logger{0} %m%n%ex");
        encoder.start();
        var appender = new OutputStreamAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.setOutputStream(written);
        appender.start();
        var root = context.getLogger("org.apache.camel");
        root.setLevel(Level.TRACE);
        root.addAppender(appender);
        LogMask.cover(context);
        log = root;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Parameter #0 evaluated as: {\"participant_token\":\"TOKEN\",\"room_name\":\"demo\"}",
                "Setting bean invocation result on the OUT message: Reply[status=200, body={token=TOKEN, room=demo}]",
                ">> \"Authorization: Bearer VALUE[\\r][\\n]\"",
                "http-outgoing-0 >> x-api-key: VALUE",
                "header {x-api-key=VALUE, CamelHttpMethod=POST} demo",
                "body {\"key\":\"VALUE\",\"why\":\"demo\"}",
                "body {\"key\": {\"secret\": \"VALUE\"}}",
                "POST /tavus/callback/VALUE demo",
                "TAVUS_API_KEY=VALUE",
                "Bearer TOKEN demo",
            })
    void secretsAreCovered(String line) {
        log.trace("{}", line.replace("TOKEN", TOKEN).replace("VALUE", VALUE.replace("-", "")));
        assertThat(said()).startsWith("TRACE camel ").doesNotContain(VALUE.replace("-", ""), "eyJ");
        if (line.contains("demo")) assertThat(said()).contains("demo");
    }

    @Test
    void alsoInWhatIsThrown() {
        log.debug(
                "it failed",
                new IllegalStateException("refused " + TOKEN, new IllegalStateException("x-api-key: " + VALUE)));
        assertThat(said()).contains("refused [token]", "LogMaskTest").doesNotContain(VALUE, "eyJ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rotation r1, one: look: Docker 28.0.0; overlap: a token was given; env +1",
                "the key 67a9e8f5 is good: HTTP 200",
                "session-step: the store did not answer: the disk is full (UncategorizedSQLException)",
                "key [secret 67a9e8f5]",
                "what the sandbox prints to be copied: -H 'Authorization: Bearer sandbox' -d '{\"key\":\"sandbox-tavus-key-2\"}'"
            })
    void whatIsNoSecretIsSaid(String line) {
        log.info(line);
        assertThat(said()).contains(line);
    }

    private String said() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
