package dev.understudy.startup;

import static dev.understudy.startup.Starts.COMPLETE;
import static dev.understudy.startup.Starts.refusal;
import static dev.understudy.startup.Starts.start;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A slip in the configuration of who is told is told at the start, all of them at once, and without a secret. */
class AlertNeedsTest {
    private static final String SECRET = "whsec_dW5kZXJzdHVkeS1hbGVydC10ZXN0LTAxMjM0NTY3ODk=";
    private static final String URL = "https://hooks.example.org/T0/canary-path";
    private static final String FIRST = "UNDERSTUDY_ALERT_WEBHOOKS_0_";
    private static final String SECOND = "UNDERSTUDY_ALERT_WEBHOOKS_1_";
    private static final String MAIL = "UNDERSTUDY_ALERT_MAIL_";

    @Test
    void whatIsWhollyConfiguredIsFine() {
        var environment = start(good(), "production");
        assertThat(environment.getProperty("understudy.alert.webhook.url")).isEqualTo(URL);
        assertThat(environment.getProperty("understudy.alert.webhook.secret")).isEqualTo(SECRET + " " + SECRET);
        assertThat(environment.getProperty("understudy.alert.mail.password")).isEqualTo("a password");
    }

    @Test
    void nobodyIsToldUnlessThatIsAskedFor() {
        assertThat(start(COMPLETE, "production").getProperty("understudy.alert.webhook.url"))
                .isEmpty();
    }

    @Test
    void allThatIsMissingIsToldAtOnce() {
        var bare = new HashMap<>(COMPLETE);
        bare.put("UNDERSTUDY_ALERT_WEBHOOK_URL", URL);
        bare.put(FIRST + "NAME", "");
        bare.put(MAIL + "HOST", "mail.example.org");
        bare.put(MAIL + "USER", "understudy");
        assertThat(refusal(bare, "production"))
                .contains(
                        "UNDERSTUDY_ALERT_WEBHOOK_SECRET is missing",
                        "understudy.alert.webhooks[0].name must be",
                        "understudy.alert.webhooks[0].url must be",
                        "understudy.alert.webhooks[0].secret is missing",
                        "understudy.alert.mail.to is missing",
                        "understudy.alert.mail.from () must be",
                        "UNDERSTUDY_SMTP_PASSWORD is missing")
                .doesNotContain("canary");
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        var wrong = good();
        wrong.put("UNDERSTUDY_ALERT_WEBHOOK_URL", "ftp://hooks.example.org/canary-path");
        wrong.put(FIRST + "URL", "hooks.example.org/canary-path");
        wrong.put(SECOND + "NAME", "on-call");
        wrong.put(SECOND + "URL", URL);
        wrong.put(SECOND + "SECRET", SECRET);
        wrong.put(MAIL + "TO_0", "a@example.org, b@example.org");
        wrong.put(MAIL + "PORT", "smtp");
        assertThat(refusal(wrong, "production"))
                .contains(
                        "UNDERSTUDY_ALERT_WEBHOOK_URL must be",
                        "understudy.alert.webhooks[0].url must be",
                        "understudy.alert.webhooks[1].name: on-call is there already",
                        "understudy.alert.mail.to (a@example.org, b@example.org) must be",
                        "understudy.alert.mail.port must be")
                .doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"canary", "whsec_Y2FuYXJ5", "whsec_canary*", SECRET + " whsec_Y2FuYXJ5"})
    void aWeakOrBrokenSecretIsRefusedAndNotShown(String secret) {
        var wrong = good();
        wrong.put(FIRST + "SECRET", secret);
        assertThat(refusal(wrong, "production"))
                .contains("understudy.alert.webhooks[0].secret must be whsec_ and 24 bytes or more in base64")
                .doesNotContain("canary", "Y2FuYXJ5");
    }

    /** Its variables are named like the settings, and a sandbox is started with whatever the shell exports. */
    @Test
    void theSandboxTellsNobodyOutside() {
        var environment =
                start(Map.of("UNDERSTUDY_ALERT_WEBHOOK_URL", URL, MAIL + "HOST", "mail.example.org"), "sandbox");
        assertThat(environment.getProperty("understudy.alert.webhook.url")).isEmpty();
        assertThat(environment.getProperty("understudy.alert.mail.host")).isEmpty();
        assertThat(environment.getProperty("understudy.alert.webhooks[0].url")).startsWith("http://127.0.0.1:");
    }

    private static HashMap<String, Object> good() {
        var good = new HashMap<>(COMPLETE);
        good.put("UNDERSTUDY_ALERT_WEBHOOK_URL", URL);
        good.put("UNDERSTUDY_ALERT_WEBHOOK_SECRET", SECRET + " " + SECRET);
        good.put(FIRST + "NAME", "on-call");
        good.put(FIRST + "URL", URL);
        good.put(FIRST + "SECRET", SECRET);
        good.put(MAIL + "HOST", "mail.example.org");
        good.put(MAIL + "USER", "understudy");
        good.put(MAIL + "FROM", "understudy@example.org");
        good.put(MAIL + "TO_0", "ops@example.org");
        good.put("UNDERSTUDY_SMTP_PASSWORD", "a password");
        return good;
    }
}
