package dev.understudy.rotation;

import dev.understudy.container.PublishedPorts;
import dev.understudy.credential.KeyPair;
import dev.understudy.credential.Provider;
import dev.understudy.host.FirstRun;
import dev.understudy.host.HostAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a rotation does where; each value is explained beside its default in config/application.yaml.
 *
 * @param hosts whose containers use the key, in the order of rotation
 * @param variables of the env files that hold a provider's key, by its name in lower case
 * @param variable the same for Tavus alone, as it was said before there were others; null or empty for nothing
 * @param automatic whether the hosts get the new key by themselves when a standby key has taken over
 * @param localEnvFile on this machine, edited last; null for none
 * @param publishedPorts what becomes of fixed host ports
 * @param env whose values the next container gets of the variables that are not rotated
 * @param verifyDeadline from a container's start to its registered worker
 * @param watch after that, of its log
 * @param drain of the old worker
 * @param poll between two looks
 * @param patience with a host that cannot be reached
 * @param lease of a node on its rotation
 * @param lookInterval of the search for rotations that nobody works on
 */
@ConfigurationProperties("understudy.rotation")
public record RotationSettings(
        @DefaultValue List<Target> hosts,
        Map<String, List<String>> variables,
        @Nullable String variable,
        boolean automatic,
        @Nullable Path localEnvFile,
        PublishedPorts publishedPorts,
        @DefaultValue("container") Env env,
        Duration verifyDeadline,
        Duration watch,
        Duration drain,
        Duration poll,
        Duration patience,
        Duration lease,
        Duration lookInterval) {
    /** Where the next container has the variables from that are not rotated. */
    public enum Env {
        /** From the running container: only the key changes. */
        CONTAINER,
        /** From the env file, for those who deploy by editing it. */
        FILE
    }

    /** Refuses variables that no key can be written to: at the start, not when the key has to be changed. */
    void checkVariables() {
        for (var name : variables.keySet())
            envKey(Provider.named(name)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "understudy.rotation.variables: there is no provider " + name)));
    }

    /** Where a provider's key stands in env files. */
    EnvKey envKey(Provider provider) {
        if (provider == Provider.TAVUS && variable != null && !variable.isBlank())
            return new EnvKey(provider, List.of(variable));
        return new EnvKey(provider, variables.getOrDefault(provider.wire(), usual(provider)));
    }

    private static List<String> usual(Provider provider) {
        return provider == Provider.LIVEKIT
                ? List.of(KeyPair.NAME_VARIABLE, provider.variable())
                : List.of(provider.variable());
    }

    /** The names of the lines, in order, in which env files have a provider's key; of LiveKit first its name's, then its secret's. */
    public List<String> variables(Provider provider) {
        return envKey(provider).variables();
    }

    /** The host of that name; empty when none is configured under it. */
    public Optional<Target> host(String name) {
        return hosts.stream().filter(target -> target.name().equals(name)).findFirst();
    }

    /**
     * A container on a host.
     *
     * @param name of the host, as people call it
     * @param address a name or an IP address
     * @param port SSH's
     * @param user the account: root, or one of the group docker that owns the env file
     * @param container its name
     * @param envFile its env file's absolute path
     * @param run how it is made when there is none; null to refuse then
     */
    public record Target(
            String name,
            String address,
            @DefaultValue("22") int port,
            String user,
            String container,
            String envFile,
            @Nullable Run run) {
        /** Where it is. */
        public HostAddress host() {
            return new HostAddress(address, port, user);
        }
    }

    /**
     * The configured fallback.
     *
     * @param image name and tag
     * @param options as for docker create, an element each
     * @param command what follows the image
     * @param restart the restart policy that it gets in the end
     */
    public record Run(
            String image,
            @DefaultValue List<String> options,
            @DefaultValue List<String> command,
            @DefaultValue("unless-stopped") String restart) {
        /** Refuses what is ours to say, and values that everyone on the host could read. */
        public Run {
            for (var option : options)
                if (option.matches("-e.*|--env($|=.*)|--env-file.*|--name.*|--restart.*|--rm.*"))
                    throw new IllegalArgumentException(
                            "understudy.rotation.hosts: run.options may not hold " + option.split("=")[0]);
            if (!restart.matches("no|always|unless-stopped|on-failure(:[0-9]{1,9})?"))
                throw new IllegalArgumentException("understudy.rotation.hosts: run.restart is no restart policy");
        }

        FirstRun first() {
            return new FirstRun(options, image, command);
        }
    }
}
