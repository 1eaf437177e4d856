package dev.understudy.alert;

import dev.understudy.common.Secret;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who is told; each value is explained beside its default in config/application.yaml.
 *
 * @param webhooks receivers of webhooks
 * @param webhook one more, which the environment may name; none while its url is empty
 * @param mail receivers of mail; none while its host is empty
 * @param connectTimeout until a receiver takes the connection, ms
 * @param timeout of its answer, ms
 * @param giveUpAfter a delivery that was not taken becomes a dead letter
 * @param runbook where people find it
 */
@ConfigurationProperties("understudy.alert")
public record AlertSettings(
        @DefaultValue List<Webhook> webhooks,
        @DefaultValue Unnamed webhook,
        @DefaultValue Mail mail,
        @DefaultValue("5000") int connectTimeout,
        @DefaultValue("10000") int timeout,
        @DefaultValue("3d") Duration giveUpAfter,
        @DefaultValue("docs/runbook.md") String runbook) {

    /**
     * A receiver of webhooks.
     *
     * @param name as the API shows it
     * @param url where; often it is a secret in itself
     * @param secret what signs, {@code whsec_…}; several, with blanks between, while one replaces the other
     */
    public record Webhook(String name, Secret url, Secret secret) {}

    /**
     * A receiver without a name of its own.
     *
     * @param url where
     * @param secret what signs
     */
    public record Unnamed(
            @DefaultValue("") Secret url, @DefaultValue("") Secret secret) {}

    /**
     * A mail server, and whom it shall reach.
     *
     * @param host of the server; empty for no mail
     * @param port 465 is TLS from the first byte on
     * @param user to log in with; empty for no login
     * @param password to log in with
     * @param from the sender's address
     * @param to the addresses; each gets a mail of its own
     * @param starttls nothing is sent in the clear
     */
    public record Mail(
            @DefaultValue("") String host,
            @DefaultValue("587") int port,
            @DefaultValue("") String user,
            @DefaultValue("") Secret password,
            @DefaultValue("") String from,
            @DefaultValue List<String> to,
            @DefaultValue("true") boolean starttls) {}
}
