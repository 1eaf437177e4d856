package dev.understudy.workerlog;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Where a number in a line is HTTP's status: lines of code, ports and processes have numbers too. In small letters. */
final class Statuses {
    private static final String CODE = "([1-5][0-9]{2})(?![\\w%]|\\.\\d)";

    /** {@code status_code=401}, {@code error code: 401}, {@code HTTP/1.1" 401}, {@code server response: 401}. */
    private static final Pattern NAMED =
            Pattern.compile("(?:status|status[ _-]?code|error[ _-]?code|http(?:/[0-9.]{1,3})?|response"
                    + "|response[ _-]?code)[\\s\"'=:>(\\\\-]{1,5}" + CODE);

    /** {@code 401, message='Invalid response status'}, {@code 401 Unauthorized}, {@code 401 Client Error}. */
    private static final Pattern SAID = Pattern.compile(
            "(?<![\\w.:/-])" + CODE
                    + "(?=, message|:? (?:unauthorized|forbidden|payment required|client error|too many|invalid|error)|[\"']? \\{)");

    /** Any number of its kind, where an error says it. */
    private static final Pattern ANY = Pattern.compile("(?<![\\w.:/$-])(?<!line )(?<!port )(?<!pid )(?<!pid=)" + CODE);

    private Statuses() {}

    /** Those of a line; of an error all that could be one. */
    static Set<Integer> in(String line, boolean isError) {
        var found = new TreeSet<Integer>();
        add(NAMED, line, found);
        add(SAID, line, found);
        if (isError) add(ANY, line, found);
        return found;
    }

    private static void add(Pattern pattern, String line, Set<Integer> found) {
        var matcher = pattern.matcher(line);
        while (matcher.find()) found.add(Integer.valueOf(matcher.group(1)));
    }
}
