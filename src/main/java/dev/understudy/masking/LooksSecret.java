package dev.understudy.masking;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What looks like a secret, or like a person's address, without being known: it is covered, on suspicion. */
final class LooksSecret {
    private static final Map<Pattern, String> LOOKS = looks();

    private LooksSecret() {}

    /** The line with all of it covered. */
    static String cover(String line) {
        var text = line;
        for (var look : LOOKS.entrySet()) text = look.getKey().matcher(text).replaceAll(look.getValue());
        return text;
    }

    private static Map<Pattern, String> looks() {
        var all = new LinkedHashMap<Pattern, String>();
        // a JSON web token, whole or cut
        all.put(Pattern.compile("eyJ[A-Za-z0-9_-]{6,}(?:\\.[A-Za-z0-9_-]*){0,4}"), "[token]");
        all.put(Pattern.compile("(?i)\\b(bearer|basic)(\\s+|%20|\\+)[A-Za-z0-9._~+/=%-]{4,}"), "$1 [masked]");
        // name and password before a host
        all.put(Pattern.compile("(?<=:(?://|\\\\/\\\\/))[^\\s/@\"'\\[]+@"), "[masked]@");
        all.put(
                Pattern.compile(
                        "(?i)((?:x-)?(?:xi-)?(?:api[-_ ]?key|api[-_ ]?secret|secret(?:[-_ ]?key)?|password|passwd|pwd"
                                + "|access[-_ ]?token|auth[-_ ]?token|token|authorization|credentials?|signature|sig|private[-_ ]?key)"
                                + "\\\\*[\"']?\\s*(?:[:=]|%3[aAdD])\\s*\\\\*[\"']?)(?!\\[|(?:bearer|basic)\\b)[^\\s\"'&,;}\\\\]+"),
                "$1[masked]");
        // all that a browser is given to remember, whatever its name
        all.put(
                Pattern.compile(
                        "(?i)\\b((?:set-)?cookie\\\\*[\"']?\\s*[:=]\\s*\\\\*[\"']?)(?!\\[)[^\\s\"'\\\\][^\"'\\\\]*+"),
                "$1[masked]");
        words(all);
        return all;
    }

    /** What is covered wherever it stands. */
    private static void words(Map<Pattern, String> all) {
        // the beginnings that providers give their keys, and LiveKit's names of keys
        all.put(Pattern.compile("\\b(?:sk|pk|rk)[-_][A-Za-z0-9_*-]{6,}"), "[masked]");
        all.put(Pattern.compile("\\bAPI(?![A-Za-z]*(?:Error|Exception))[A-Za-z0-9]{9,}\\b"), "[masked]");
        all.put(Pattern.compile("[A-Za-z0-9._%+-]+(?:@|%40)[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+"), "[address]");
        // a telephone's number, as E.164 writes it
        all.put(Pattern.compile("(?<![\\w.+])\\+[1-9][0-9]{7,14}(?![\\w.])"), "[number]");
        // long, with letters and digits: a key, or an id that nobody needs
        all.put(
                Pattern.compile(
                        "(?<![A-Za-z0-9_+/-])(?=[A-Za-z_-]*+[0-9])(?=[0-9_-]*+[A-Za-z])[A-Za-z0-9_+-]{24,}={0,2}"),
                "[masked]");
    }
}
