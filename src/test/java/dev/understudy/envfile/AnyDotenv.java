package dev.understudy.envfile;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Env files as people write them for Compose and dotenv, and some as nobody should, by a seed. */
final class AnyDotenv {
    static final String KEY = "TAVUS_API_KEY";
    private static final List<String> NAMES = List.of("A", "B2", "LIVEKIT_URL", "A.B", "tavus", "TAVUS_API_KEY_NEXT");
    private static final List<String> VALUES = List.of(
            "",
            "1",
            "wss://example.livekit.cloud",
            "a b",
            "a#b",
            "a # b",
            "'a b'",
            "'it\\'s'",
            "\"a b\" # \"c\"",
            "\"x\\ty\\\\\"",
            "'x\\ty\\\\'",
            "'two\nlines'",
            "\"-----BEGIN-----\nMHcC==\n-----END-----\"",
            "$5",
            "'$5'",
            "a\\$b",
            "ä 😀",
            "x=y=z",
            "a\tb  ");
    private static final List<String> EXPORTS = List.of("", "", "", "export ", "export\t", "  ");
    private static final List<String> GAPS = List.of("=", "=", "=", " = ", "=\t", " =");
    private static final List<String> ENDINGS = List.of("\n", "\n", "\n\n", "\r\n", " \n", " # note\n", "\n# KEY=1\n");
    private final Random random;

    AnyDotenv(long seed) {
        random = new Random(seed);
    }

    /** A file in which a line may have the key. */
    String file() {
        var lines = IntStream.range(0, 1 + random.nextInt(6))
                .mapToObj(i -> line(one(NAMES)))
                .collect(Collectors.toList());
        if (random.nextInt(4) > 0) lines.add(random.nextInt(lines.size() + 1), line(KEY));
        var file = String.join("", lines);
        return random.nextInt(4) == 0 ? file.replaceFirst("\\s+$", "") : file;
    }

    private String line(String name) {
        return one(EXPORTS) + name + one(GAPS) + one(VALUES) + one(ENDINGS);
    }

    private String one(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }
}
