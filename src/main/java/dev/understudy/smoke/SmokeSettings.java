package dev.understudy.smoke;

import dev.understudy.common.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the smoke check goes; each value is explained beside its default in config/application.yaml.
 *
 * @param interval between two runs on schedule; 0 for none
 * @param lookInterval between two looks for runs that are due, and for those that nobody works on any more
 * @param url our own address, as a browser would have it
 * @param timeout of the token call
 * @param roomPrefix what the names of its rooms begin with
 * @param userCommand a program that joins as a user, and its arguments; none when empty
 * @param tavus what is asked of Tavus
 * @param siteUrl a page that has to answer; it may hold a user and a password, so it never shows
 * @param poll between two looks at the room
 * @param lease after which a run that nobody has written to is taken for cut off
 * @param deadlines how long the lines may take
 */
@ConfigurationProperties("understudy.smoke")
public record SmokeSettings(
        Duration interval,
        Duration lookInterval,
        URI url,
        Duration timeout,
        String roomPrefix,
        @DefaultValue List<String> userCommand,
        Tavus tavus,
        @Nullable Secret siteUrl,
        Duration poll,
        Duration lease,
        Deadlines deadlines) {

    /** What is asked of Tavus. */
    public enum Tavus {
        /** The session's own conversation, with its face, for as long as the check takes: it costs these seconds. */
        CONVERSATION,
        /** A conversation in Tavus's test mode: key, face and PAL are checked, nobody joins, nothing is billed. */
        TEST_MODE,
        /** Nothing. */
        OFF
    }

    /**
     * How long the lines may take, each from when the lines that it builds on had passed.
     *
     * @param door until LiveKit has said what it thinks of the token
     * @param user until the client is in the room
     * @param worker until the job is assigned
     * @param agent until the agent is in the room
     * @param tavus until Tavus has made the conversation, or the session has given up on it
     * @param video until the avatar's video is published
     * @param conversation until voice and acknowledgement are there
     * @param site until the page has answered
     * @param cleanup until nothing is left
     */
    public record Deadlines(
            Duration door,
            Duration user,
            Duration worker,
            Duration agent,
            Duration tavus,
            Duration video,
            Duration conversation,
            Duration site,
            Duration cleanup) {

        /** Of one line that is waited for in the room, ms. */
        long of(Line line) {
            return switch (line) {
                case USER -> user.toMillis();
                case WORKER -> worker.toMillis();
                case AGENT -> agent.toMillis();
                case TAVUS -> tavus.toMillis();
                case VIDEO -> video.toMillis();
                case CONVERSATION -> conversation.toMillis();
                case CLEANUP -> cleanup.toMillis();
                case TOKEN, SITE -> throw new IllegalArgumentException(line + " is one call with a limit of its own");
            };
        }
    }
}
