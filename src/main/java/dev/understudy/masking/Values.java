package dev.understudy.masking;

import dev.understudy.common.Secret;
import dev.understudy.container.Container;
import dev.understudy.credential.KeyPair;
import dev.understudy.credential.Keys;
import dev.understudy.credential.Provider;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** The values that no line of a container's log may show: those of its variables, and our keys. */
@Component("maskedValues")
public class Values {
    /** What is shorter is in too many words; unless its name says that it is secret. */
    static final int SHORTEST = 6;

    private static final int SHORTEST_SECRET = 4;
    private static final Pattern SECRET = Pattern.compile("(?i).*(KEY|SECRET|TOKEN|PASS|PWD|CREDENTIAL|AUTH|PIN).*");
    private static final Pattern PASSWORD = Pattern.compile("://[^/@\\s]*:([^/@\\s]+)@");
    private final Keys keys;

    /** Knows the values of our keys, and of a container those of its variables. */
    public Values(Keys keys) {
        this.keys = keys;
    }

    /** All that a log of this container may not show. */
    public Masking masking(Container container) {
        var all = new LinkedHashMap<String, Known>();
        for (var provider : Provider.values()) keys.all(provider).forEach(key -> own(all, provider, key));
        container.environment().forEach((name, value) -> variable(all, name, value));
        return new Masking(all.values());
    }

    /** LiveKit's is two: both are said separately. */
    private static void own(Map<String, Known> all, Provider provider, Secret key) {
        var pair = KeyPair.of(key);
        add(all, provider.variable(), key.reveal(), SHORTEST_SECRET);
        if (provider != Provider.LIVEKIT) return;
        add(all, KeyPair.NAME_VARIABLE, pair.name(), SHORTEST_SECRET);
        add(all, provider.variable(), pair.secret().reveal(), SHORTEST_SECRET);
    }

    /** A value of several lines is in several lines of the log; a password in an address may be logged without it. */
    private static void variable(Map<String, Known> all, String name, String value) {
        var shortest = SECRET.matcher(name).matches() ? SHORTEST_SECRET : SHORTEST;
        add(all, name, value, shortest);
        add(all, name, value.replaceAll("^([\"'])(.*)\\1$", "$2"), shortest);
        if (value.contains("\n")) value.lines().forEach(line -> add(all, name, line.strip(), SHORTEST));
        PASSWORD.matcher(value).results().forEach(hit -> add(all, name, hit.group(1), SHORTEST_SECRET));
    }

    private static void add(Map<String, Known> all, String name, String value, int shortest) {
        if (value.length() >= shortest) all.putIfAbsent(value, Known.of(name, value));
    }
}
