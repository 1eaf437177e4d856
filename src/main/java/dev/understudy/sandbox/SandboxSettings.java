package dev.understudy.sandbox;

import dev.understudy.common.Secret;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Profile;

/**
 * How the simulated world behaves; every value has a default, so that it starts alone from the command line.
 *
 * @param webhookUrl where FakeLiveKit sends its webhooks
 * @param keys LiveKit's API keys, name to secret; {@code devkey} and {@code devkey2} with public secrets when none is given
 * @param slots for the world alone: which key is in which slot, by provider and slot, so that faults can name them so
 * @param webhookKey the key that signs webhooks; the first of {@code keys} when not given
 * @param alertSecret what alerts are signed with that come to {@code /sandbox/alerts}
 * @param operatorToken the bearer token of the control calls under {@code /sandbox}
 * @param agentName the names under which agent workers are registered
 * @param deployments in which such workers stand beside those of none; a dispatch for another one is never served (1.13.5)
 * @param warmProcesses how many jobs the workers take at once without starting a process for it (1.4 s each); 0 is no limit
 * @param lateAgents what an agent does whose dispatch was deleted before it was in
 * @param avatarCommand a program started for each conversation instead of the simulated avatar, with LIVEKIT_URL and
 *     LIVEKIT_TOKEN in its environment: for a real LiveKit server
 * @param sshPort where the simulated Docker host listens on loopback; there is none when it is 0 or less
 * @param sshFolder where it writes the key to log in with and its own public one; there is no host when it is empty
 * @param tavusSaysError whether each of Tavus's refusals has its text under {@code error}; else some have it under {@code message}
 * @param livekitCallsPerMinute above how many calls LiveKit answers 429, as its Cloud does; 0 is no limit
 * @param aliveUrl where the simulated workers report which of their agents live; empty: they report nothing, and agents are pinged
 * @param aliveToken with which they do
 * @param workerLog in which form the workers on the Docker host log
 * @param delays how long things take
 */
@Profile("sandbox")
@ConfigurationProperties("understudy.sandbox")
public record SandboxSettings(
        @DefaultValue("http://127.0.0.1:8080/livekit/webhook")
        URI webhookUrl,

        @Nullable Map<String, Secret> keys,
        @DefaultValue Map<String, Map<String, Secret>> slots,
        @Nullable String webhookKey,

        @DefaultValue("whsec_c2FuZGJveC1hbGVydC1zZWNyZXQtMDEyMzQ1Njc=")
        Secret alertSecret,

        @DefaultValue("sandbox") Secret operatorToken,
        @DefaultValue("avatar-agent") List<String> agentName,
        @DefaultValue List<String> deployments,
        @DefaultValue("0") int warmProcesses,
        @DefaultValue("ALTERNATE") LateAgents lateAgents,
        @DefaultValue List<String> avatarCommand,
        @DefaultValue("7922") int sshPort,
        @DefaultValue("") String sshFolder,
        @DefaultValue("false") boolean tavusSaysError,
        @DefaultValue("0") int livekitCallsPerMinute,
        @DefaultValue("") String aliveUrl,
        @DefaultValue("sandbox-agents") Secret aliveToken,
        @DefaultValue("JSON") LogForm workerLog,
        @DefaultValue Delays delays) {

    private static final Map<String, Secret> PUBLIC_KEYS = new LinkedHashMap<>();

    static {
        PUBLIC_KEYS.put("devkey", Secret.of("sandbox-secret-0123456789abcdef-0123456789"));
        PUBLIC_KEYS.put("devkey2", Secret.of("sandbox-secret-2-0123456789abcdef-0123456789"));
    }

    /** The keys that are good, name to secret; never empty. */
    Map<String, Secret> secrets() {
        return keys == null || keys.isEmpty() ? PUBLIC_KEYS : keys;
    }

    /** The name of the key that signs webhooks. */
    String signer() {
        return webhookKey == null || webhookKey.isBlank()
                ? secrets().keySet().iterator().next()
                : webhookKey;
    }
}
