package dev.understudy.startup;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** A line of the log without what looks like a secret: signed tokens, what carries a secret's name, our callback's address. */
final class Covered {
    /** What the sandbox prints to be copied, and everybody has: its operator's token, and the keys of its demo. */
    private static final String PUBLIC = "(?:sandbox|sandbox-tavus-key-[0-9])(?=[\"'\\s])";

    private static final Map<Pattern, String> LOOKS = looks();

    private Covered() {}

    static String text(String line) {
        var text = line;
        for (var look : LOOKS.entrySet()) text = look.getKey().matcher(text).replaceAll(look.getValue());
        return text;
    }

    private static Map<Pattern, String> looks() {
        var all = new LinkedHashMap<Pattern, String>();
        // a JSON web token, whole or cut off after its claims
        all.put(Pattern.compile("eyJ[A-Za-z0-9_-]{6,}\\.[A-Za-z0-9_-]{6,}(?:\\.[A-Za-z0-9_-]*)?"), "[token]");
        all.put(Pattern.compile("(?i)\\bbearer\\s+(?!\\[)[A-Za-z0-9._~+/=%-]{8,}"), "Bearer [hidden]");
        // headers, fields of JSON and of properties
        all.put(
                Pattern.compile(
                        "(?i)((?:\\b(?:x-api-key|xi-api-key|authorization|proxy-authorization|cookie|webhook-signature"
                                + "|(?:[a-z]+[-_])*(?:api[-_]?key|api[-_]?secret|access[-_]?token|room[-_]?token|password|passphrase))"
                                + "|\"(?:key|secret|token))[\"']?\\s*[:=]\\s*[\"']?)(?!\\[)(?:(?:bearer|basic|token)\\s+)?+(?!\\[)(?!"
                                + PUBLIC + ")[^\\s\"',;&}\\]]+"),
                "$1[hidden]");
        all.put(Pattern.compile("(/tavus/callback/)[0-9A-Za-z]+"), "$1[hidden]");
        return all;
    }
}
