package dev.understudy.conventions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Values that are nowhere else in the world, and the search for them in whatever the application shows. */
final class Canaries {
    static final String LIVEKIT_KEY = "canarykey";
    static final String LIVEKIT_SECRET = "canary-livekit-secret-7f3e9b1c5d2a4860-7f3e9b1c5d2a4860";
    static final String WRONG_SECRET = "canary-wrong-secret-51c0de51c0de51c0-51c0de51c0de51c0de";
    static final String TAVUS_KEY = "sandbox-canary-tavus-2b8d4f6a1c3e5970";
    static final String NEXT_KEY = "sandbox-canary-rotated-5e7a9c1b3d0f2846";
    static final String FAILED_KEY = "sandbox-canary-rolled-back-8c0e2a4f6b1d3957";
    static final String REJECTED_KEY = "canary-rejected-3f5b7d9a1c2e4068";
    /** What the simulated host's env file has at first. */
    static final String HOSTS_KEY = "sandbox-tavus-key-1";

    static final String OPERATOR = "canary-operator-9c1f3a5b7d2e4068";
    static final String VISITOR = "canary-visitor-6e2a8c4f0b1d3957";
    static final String STRANGER = "canary-stranger-0d9f7b5e3a1c2846";
    static final String DATABASE_PASSWORD = "canary-database-4a6c8e0f2b1d3957";
    static final String STANDBY_KEY = "sandbox-canary-standby-1f5c7e9a3b0d2846";
    static final String OPENAI_KEY = "sandbox-canary-openai-8d2f4b6a0c1e3957";
    /** One that ElevenLabs refuses. */
    static final String ELEVEN_KEY = "canary-eleven-6b8d0f2a4c1e3957";

    static final String GATEWAY = "canary-gateway-3a5c7e9b1d0f2846";
    static final String AGENTS = "canary-agents-5b7d9f1c3e0a2846";
    /** Part of the address that alerts go to. */
    static final String ALERT_ADDRESS = "canary-alert-address-7c1e5a9b3d2f4068";
    /** What signs alerts, as base64; the receiver checks with this one. */
    static final String ALERT_KEY = "Y2FuYXJ5LWFsZXJ0LWtleS0zZjViN2Q5YTFjMmU0MDY4";

    static final String MAIL_PASSWORD = "canary-mail-2e4a6c8f0b1d3957";
    /** A token with three parts, whoever signed it; admin and avatar tokens are minted at each call. */
    private static final Pattern SIGNED =
            Pattern.compile("eyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}");

    private final Map<String, String> wanted = new LinkedHashMap<>();
    private final List<String> leaks = new ArrayList<>();

    Canaries() {
        add("LiveKit's secret", LIVEKIT_SECRET);
        add("the secret that LiveKit does not know", WRONG_SECRET);
        add("Tavus's key", TAVUS_KEY);
        add("the key that is rotated to", NEXT_KEY);
        add("the key of a rotation that goes back", FAILED_KEY);
        add("the key that Tavus rejects", REJECTED_KEY);
        add("the host's old key", HOSTS_KEY);
        add("the operator's token", OPERATOR);
        add("the visitors' token", VISITOR);
        add("a stranger's token", STRANGER);
        add("the standby key", STANDBY_KEY);
        add("OpenAI's key", OPENAI_KEY);
        add("ElevenLabs's key", ELEVEN_KEY);
        add("the gateway's token", GATEWAY);
        add("the agents' token", AGENTS);
        add("the address of alerts", ALERT_ADDRESS);
        add("the key that signs alerts", ALERT_KEY);
        add("the mail server's password", MAIL_PASSWORD);
        add("the database's password", DATABASE_PASSWORD);
    }

    /** Looks for this one too, as it is (none has a letter that an address would change), as base64 and as hex. */
    void add(String name, String value) {
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        wanted.put(name, value);
        wanted.put(name + " as base64", Base64.getEncoder().withoutPadding().encodeToString(bytes));
        wanted.put(name + " as hex", HexFormat.of().formatHex(bytes));
    }

    /** The secret part of the address that Tavus calls back: an installation's own, made of LiveKit's secret. */
    void addCallback(String installation) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(LIVEKIT_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var digest = mac.doFinal(("tavus-callback-" + installation).getBytes(StandardCharsets.UTF_8));
            wanted.put(
                    "the callback's address", HexFormat.of().formatHex(digest).substring(0, 32));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Searches a text. */
    void search(String where, String text) {
        wanted.forEach((name, value) -> {
            if (text.contains(value)) leaks.add(name + " is in " + where + ": " + around(text, text.indexOf(value)));
        });
        var signed = SIGNED.matcher(text);
        if (signed.find()) leaks.add("a signed token is in " + where + ": " + around(text, signed.start()));
    }

    /** Searches all files of a folder, byte by byte. */
    void searchFiles(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList())
                search(
                        file.getFileName().toString(),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> leaks() {
        return leaks;
    }

    private static String around(String text, int at) {
        return text.substring(Math.max(0, at - 120), Math.min(text.length(), at + 40))
                .replaceAll("\\s+", " ");
    }
}
