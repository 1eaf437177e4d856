package dev.understudy.host;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What the log watch asks of a host: it reads only, is limited there in time and length, and asks for no environment. */
public final class LogCommands {
    /** What {@link #look} prints of each container, a line each. */
    public static final String FORMAT = "{{.Id}} {{.Name}} {{.Created}} {{.State.Status}} {{.State.StartedAt}}"
            + " {{.State.FinishedAt}} {{.RestartCount}}";

    /** Both streams in one, then a line that tells how Docker ended: where it is missing, the answer was cut. */
    private static final String READ = "{ timeout -k 2 \"$1\" docker logs --since \"$2\" --timestamps \"$3\" 2>&1;"
            + " printf '\\nexit %s\\n' \"$?\"; } | head -c \"$4\"";

    private static final List<String> READ_WORDS = List.of("sh", "-c", READ, "backendlog");
    private static final int READ_VALUES = 4;
    private static final List<String> LIMIT = List.of("timeout", "-k", "2");
    private static final List<String> LOOK_WORDS = List.of("docker", "container", "inspect", "--format", FORMAT);

    private LogCommands() {}

    /** How these containers are, by names or ids; exit 1 when one of them is not there, those that are there are told all the same. */
    public static Command look(List<String> containers, Duration limit) {
        var names = containers.stream().map(Allowed::name);
        var words = Stream.of(LIMIT.stream(), Stream.of(seconds(limit)), LOOK_WORDS.stream(), names);
        return Command.of(words.flatMap(each -> each).toArray(String[]::new));
    }

    /**
     * A container's log.
     *
     * @param since its first moment (RFC 3339, with nanoseconds); a line of exactly then is in it
     * @param bytes the most that is sent
     */
    public static Command read(String container, String since, Duration limit, int bytes) {
        if (!since.matches("[0-9TZ:.+-]{1,40}")) throw new IllegalArgumentException("\"" + since + "\" is no time");
        return Command.of(READ_WORDS.toArray(String[]::new))
                .with(seconds(limit), since, Allowed.name(container), Integer.toString(bytes));
    }

    /** Whether the words are those of {@link #read}, for who plays a host: what follows are limit, moment, container and bytes. */
    public static boolean isRead(List<String> words) {
        return words.size() == READ_WORDS.size() + READ_VALUES
                && words.subList(0, READ_WORDS.size()).equals(READ_WORDS);
    }

    /** Whether the words are those of {@link #look}, for who plays a host: the docker command begins after the first four. */
    public static boolean isLook(List<String> words) {
        var begin = LIMIT.size() + 1;
        return words.size() > begin + LOOK_WORDS.size()
                && words.subList(0, LIMIT.size()).equals(LIMIT)
                && words.subList(begin, begin + LOOK_WORDS.size()).equals(LOOK_WORDS);
    }

    private static String seconds(Duration limit) {
        return Long.toString(Math.max(1, limit.toSeconds()));
    }
}
