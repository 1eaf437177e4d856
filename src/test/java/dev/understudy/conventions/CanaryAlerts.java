package dev.understudy.conventions;

import dev.understudy.fixtures.FreePort;
import dev.understudy.fixtures.Production;

/** Receivers of alerts whose addresses, keys and passwords are nowhere else in the world. */
final class CanaryAlerts {
    private CanaryAlerts() {}

    /** One that takes alerts, and one and a mail server that are not there. */
    static Production plant(Production production) {
        var away = "http://127.0.0.1:" + FreePort.find() + "/";
        return production
                .with(
                        "UNDERSTUDY_ALERT_WEBHOOK_URL",
                        "http://127.0.0.1:" + production.worldPort() + "/sandbox/alerts?token="
                                + Canaries.ALERT_ADDRESS)
                .with("UNDERSTUDY_ALERT_WEBHOOK_SECRET", "whsec_" + Canaries.ALERT_KEY)
                .with("UNDERSTUDY_ALERT_WEBHOOKS_0_NAME", "away")
                .with("UNDERSTUDY_ALERT_WEBHOOKS_0_URL", away + Canaries.ALERT_ADDRESS)
                .with("UNDERSTUDY_ALERT_WEBHOOKS_0_SECRET", "whsec_" + Canaries.ALERT_KEY)
                .with("UNDERSTUDY_ALERT_MAIL_HOST", "127.0.0.1")
                .with("UNDERSTUDY_ALERT_MAIL_PORT", String.valueOf(FreePort.find()))
                .with("UNDERSTUDY_ALERT_MAIL_USER", "canary")
                .with("UNDERSTUDY_ALERT_MAIL_FROM", "canary@example.org")
                .with("UNDERSTUDY_ALERT_MAIL_TO_0", "nobody@example.org")
                .with("UNDERSTUDY_SMTP_PASSWORD", Canaries.MAIL_PASSWORD);
    }

    /** Whether each receiver was tried. */
    static boolean haveGone(String alerts) {
        return alerts.contains("\"receiver\":\"webhook\",\"event\":\"cleared\",\"state\":\"delivered\"")
                && alerts.contains("\"receiver\":\"away\",\"event\":\"raised\",\"state\":\"waiting\",\"tries\":1")
                && alerts.contains(
                        "\"receiver\":\"nobody@example.org\",\"event\":\"raised\",\"state\":\"waiting\",\"tries\":1");
    }
}
