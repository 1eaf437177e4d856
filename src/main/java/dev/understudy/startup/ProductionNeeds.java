package dev.understudy.startup;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.core.env.Environment;

/** What production must have, and how it must look; complaints name the variable, and never repeat a secret. */
final class ProductionNeeds {
    private static final int OPERATOR_TOKEN = 16;
    private static final int LIVEKIT_SECRET = 32;
    private static final Set<String> LIVEKIT_SCHEMES = Set.of("ws", "wss", "http", "https");
    private static final Set<String> WEB_SCHEMES = Set.of("http", "https");
    private final Settings settings;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    ProductionNeeds(Environment environment) {
        settings = new Settings(environment);
        livekit();
        access();
        tavus();
        database();
        new HostNeeds(settings, complaints).check();
        new AlertNeeds(settings, complaints).check();
        address("understudy.public-url", "UNDERSTUDY_PUBLIC_URL", WEB_SCHEMES);
        settings.oldNames(warnings);
    }

    List<String> complaints() {
        return complaints;
    }

    List<String> warnings() {
        return warnings;
    }

    private void livekit() {
        need("understudy.livekit.url", "LIVEKIT_URL", "where LiveKit is, for example wss://project.livekit.cloud");
        need("understudy.livekit.api-key", "LIVEKIT_API_KEY", "the name of LiveKit's key");
        need("understudy.livekit.api-secret", "LIVEKIT_API_SECRET", "that key's secret");
        address("understudy.livekit.url", "LIVEKIT_URL", LIVEKIT_SCHEMES);
        address("understudy.livekit.public-url", "LIVEKIT_PUBLIC_URL", LIVEKIT_SCHEMES);
        if (isShorter("understudy.livekit.api-secret", LIVEKIT_SECRET))
            warnings.add("LIVEKIT_API_SECRET has fewer than 32 characters: LiveKit calls that too weak for HS256.");
    }

    private void access() {
        var token = "understudy.access.api-token";
        need("understudy.access.mode", "UNDERSTUDY_ACCESS", "who may ask for tokens: open, bearer or oidc");
        oneOf("understudy.access.mode", "UNDERSTUDY_ACCESS", Set.of("open", "bearer", "oidc"));
        need(token, "UNDERSTUDY_API_TOKEN", "the operator's token, 16 characters or more");
        if (isShorter(token, OPERATOR_TOKEN)) complaints.add("UNDERSTUDY_API_TOKEN needs 16 characters or more.");
        var mode = settings.get("understudy.access.mode").toLowerCase(Locale.ROOT);
        if (mode.equals("open") && settings.get("understudy.token.rooms").equalsIgnoreCase("asked"))
            warnings.add(
                    "UNDERSTUDY_ACCESS=open and understudy.token.rooms=asked: anybody can enter anybody's room by its"
                            + " name. With understudy.token.rooms=generated only we name rooms.");
        if (mode.equals("bearer")) bearer(token);
        if (mode.equals("oidc")) oidc();
        ofAgents("understudy.gateway.token", "UNDERSTUDY_GATEWAY_TOKEN", token);
        ofAgents("understudy.alive.token", "UNDERSTUDY_AGENT_TOKEN", token);
    }

    /** Whoever holds it can have conversations made, or vouch for agents: it opens nothing else, and nothing else opens it. */
    private void ofAgents(String key, String variable, String operators) {
        if (isShorter(key, OPERATOR_TOKEN)) complaints.add(variable + " needs 16 characters or more.");
        for (var other : List.of(operators, "understudy.access.access-token"))
            if (settings.has(key) && settings.get(key).equals(settings.get(other)))
                complaints.add(variable + " must not be the operator's or the visitors' token.");
    }

    private void bearer(String operators) {
        var shared = "understudy.access.access-token";
        need(shared, "UNDERSTUDY_ACCESS_TOKEN", "UNDERSTUDY_ACCESS=bearer needs the visitors' token");
        if (settings.has(shared) && settings.get(shared).equals(settings.get(operators)))
            complaints.add("UNDERSTUDY_ACCESS_TOKEN must not be the operator's token.");
        if (isShorter(shared, OPERATOR_TOKEN))
            warnings.add("UNDERSTUDY_ACCESS_TOKEN has fewer than 16 characters: it can be guessed.");
    }

    private void oidc() {
        need(
                "understudy.access.oidc.issuer",
                "UNDERSTUDY_OIDC_ISSUER",
                "UNDERSTUDY_ACCESS=oidc needs the issuer's address");
        need(
                "understudy.access.oidc.audience",
                "UNDERSTUDY_OIDC_AUDIENCE",
                "UNDERSTUDY_ACCESS=oidc needs the tokens' audience");
        address("understudy.access.oidc.issuer", "UNDERSTUDY_OIDC_ISSUER", WEB_SCHEMES);
    }

    private void tavus() {
        oneOf("understudy.avatar.provider", "AVATAR_PROVIDER", Set.of("tavus", "audio"));
        address("understudy.tavus.url", "TAVUS_API_URL", WEB_SCHEMES);
        var kept = new KeptKeys(settings.get("understudy.credential.secrets-file"), complaints);
        if (settings.get("understudy.avatar.provider").equalsIgnoreCase("audio")) return;
        tavusKey(kept.get("TAVUS_API_KEY"));
        if (!settings.has("understudy.tavus.face-id") && !settings.has("understudy.tavus.pal-id"))
            complaints.add("TAVUS_FACE_ID or TAVUS_PAL_ID is missing: whose face it is.");
    }

    private void tavusKey(String kept) {
        var key = "understudy.tavus.api-key";
        if (kept.isEmpty()) need(key, "TAVUS_API_KEY", "Tavus' key (or AVATAR_PROVIDER=audio: no faces at all)");
        else if (settings.has(key) && !settings.get(key).equals(kept))
            warnings.add("TAVUS_API_KEY is another one than that in UNDERSTUDY_SECRETS_FILE, which is used.");
    }

    private void database() {
        var url = settings.get("understudy.database.url");
        if (!url.startsWith("jdbc:sqlite:") && !url.matches("(?s)(jdbc:postgresql|postgres|postgresql)://.+"))
            complaints.add("UNDERSTUDY_DATABASE_URL must begin with jdbc:sqlite:, jdbc:postgresql:// or postgres://.");
        else if (url.startsWith("postgres") && Address.of(url) == null)
            complaints.add(
                    "UNDERSTUDY_DATABASE_URL cannot be read: percent-encode what is special in user and password.");
    }

    private void need(String key, String variable, String what) {
        if (!settings.has(key)) complaints.add(variable + " is missing: " + what + ".");
    }

    private void oneOf(String key, String variable, Set<String> values) {
        if (settings.has(key) && !values.contains(settings.get(key).toLowerCase(Locale.ROOT)))
            complaints.add(variable + " must be one of "
                    + String.join(", ", values.stream().sorted().toList()) + ".");
    }

    private boolean isShorter(String key, int length) {
        return settings.has(key) && settings.get(key).length() < length;
    }

    private void address(String key, String variable, Set<String> schemes) {
        if (!settings.has(key)) return;
        var address = Address.of(settings.get(key));
        if (address == null || !schemes.contains(address.getScheme()))
            complaints.add(variable + " must be an address that begins with one of "
                    + String.join(
                            ", ",
                            schemes.stream()
                                    .sorted()
                                    .map(scheme -> scheme + "://")
                                    .toList()) + ".");
        else warn(address, variable);
    }

    private void warn(URI address, String variable) {
        if (Address.isLoopback(address)) warnings.add(variable + " is a loopback address: nobody else can reach it.");
        else if (!Address.isEncrypted(address))
            warnings.add(variable + " is not encrypted: tokens travel in the clear.");
    }
}
