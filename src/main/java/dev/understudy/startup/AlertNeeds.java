package dev.understudy.startup;

import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;

/** Who is told of alerts, as it is configured; nobody is called, and neither an address nor a secret is repeated. */
final class AlertNeeds {
    private static final String ALERT = "understudy.alert.";
    private static final String WEBHOOKS = ALERT + "webhooks";
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");
    private static final Pattern MAIL = Pattern.compile("[^\\s@<>,;:\\\\\"()\\[\\]]+@[A-Za-z0-9.-]+");
    private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");
    /** Standard Webhooks: between 24 and 64 bytes. */
    private static final int SHORTEST_KEY = 24;

    private final Settings settings;
    private final List<String> complaints;

    AlertNeeds(Settings settings, List<String> complaints) {
        this.settings = settings;
        this.complaints = complaints;
    }

    /** A receiver, read without knowing what it is for. */
    record Entry(
            @Nullable String name,
            @Nullable String url,
            @Nullable String secret) {}

    void check() {
        var names = new HashSet<>(Set.of("webhook"));
        var entries = list(WEBHOOKS, Entry.class);
        for (var i = 0; i < entries.size(); i++) {
            var at = WEBHOOKS + "[" + i + "]";
            var name = text(entries.get(i).name());
            if (!NAME.matcher(name).matches()) complaints.add(at + ".name must be letters, digits, _ . - and no more.");
            else if (!names.add(name)) complaints.add(at + ".name: " + name + " is there already.");
            webhook(at + ".url", at + ".secret", entries.get(i));
        }
        unnamed();
        mail();
    }

    private void unnamed() {
        var entry = new Entry(null, settings.get(ALERT + "webhook.url"), settings.get(ALERT + "webhook.secret"));
        if (settings.has(ALERT + "webhook.url") || settings.has(ALERT + "webhook.secret"))
            webhook("UNDERSTUDY_ALERT_WEBHOOK_URL", "UNDERSTUDY_ALERT_WEBHOOK_SECRET", entry);
    }

    private void webhook(String urlAt, String secretAt, Entry entry) {
        var url = Address.of(text(entry.url()));
        if (url == null || !SCHEMES.contains(url.getScheme()))
            complaints.add(urlAt + " must be an address that begins with http:// or https://.");
        var secret = text(entry.secret());
        if (secret.isBlank())
            complaints.add(secretAt + " is missing: whsec_ and a key in base64, which the receiver has too.");
        for (var each : secret.isBlank() ? new String[0] : secret.strip().split("\\s+"))
            if (!isKey(each)) complaints.add(secretAt + " must be whsec_ and 24 bytes or more in base64.");
    }

    private static boolean isKey(String text) {
        try {
            return text.startsWith("whsec_")
                    && Base64.getDecoder().decode(text.substring("whsec_".length())).length >= SHORTEST_KEY;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void mail() {
        var mail = ALERT + "mail.";
        var to = list(mail + "to", String.class);
        if (!settings.has(mail + "host")) {
            if (!to.isEmpty()) complaints.add(mail + "host is missing: the mail server.");
            return;
        }
        if (to.isEmpty()) complaints.add(mail + "to is missing: who gets the mails.");
        if (!PORT.matcher(settings.get(mail + "port")).matches())
            complaints.add(mail + "port must be a port's number.");
        address(mail + "from", settings.get(mail + "from"));
        to.forEach(each -> address(mail + "to", each));
        if (settings.has(mail + "user") && !settings.has(mail + "password"))
            complaints.add("UNDERSTUDY_SMTP_PASSWORD is missing: understudy.alert.mail.user logs in with it.");
    }

    private void address(String at, String text) {
        if (!MAIL.matcher(text).matches())
            complaints.add(at + " (" + text + ") must be an address like name@example.org.");
    }

    private <T> List<T> list(String key, Class<T> type) {
        try {
            return Binder.get(settings.environment())
                    .bind(key, Bindable.listOf(type))
                    .orElse(List.of());
        } catch (BindException e) {
            complaints.add(key + " cannot be read: it is a list.");
            return List.of();
        }
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }
}
