package dev.understudy.avatar;

import dev.understudy.session.Settings;
import dev.understudy.tavus.Conversation;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The names of our conversations: {@code understudy-<installation>-<session>-<try>}. By them we find a conversation whose
 * answer was lost, and tell ours from those of others on the same account: only ours are ever ended.
 */
@Component
public class Conversations {
    private static final String SETTING = "installation";
    private final Settings settings;
    private volatile String installation = "";

    /** The installation's id is made once and kept in the store. */
    public Conversations(Settings settings) {
        this.settings = settings;
    }

    /**
     * What a name says.
     *
     * @param session the session's id
     * @param number the try
     */
    public record Name(String session, int number) {}

    /** The name of a session's try. */
    public String name(String session, int number) {
        return prefix() + session + "-" + number;
    }

    /** Whose conversation it is; empty when it is none of ours. */
    public Optional<Name> parse(Conversation conversation) {
        if (!conversation.name().startsWith(prefix())) return Optional.empty();
        var parts = conversation.name().substring(prefix().length()).split("-", -1);
        if (parts.length != 2 || !parts[1].matches("\\d{1,9}")) return Optional.empty();
        return Optional.of(new Name(parts[0], Integer.parseInt(parts[1])));
    }

    /** This installation's id. */
    public String installation() {
        if (installation.isEmpty()) installation = settings.putIfAbsent(SETTING, random());
        return installation;
    }

    private String prefix() {
        return "understudy-" + installation() + "-";
    }

    private static String random() {
        var bytes = new byte[4];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
