package dev.understudy.startup;

import dev.understudy.common.FileModes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;

/**
 * The Docker hosts on which keys are rotated, as they are configured; nobody is called. What a command may be made of is said
 * here as {@code host.Allowed} says it: a slip shall be found at the start and not in the night of a rotation.
 */
final class HostNeeds {
    private static final String HOSTS = "understudy.rotation.hosts";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,127}");
    private static final Pattern FILE = Pattern.compile("(?!.*/\\.\\.(/|$))(/[A-Za-z0-9._-]+)+");
    private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");
    private static final Pattern ANY = Pattern.compile(".+");
    private static final int LAST_PORT = 65_535;
    private final Settings settings;
    private final List<String> complaints;

    HostNeeds(Settings settings, List<String> complaints) {
        this.settings = settings;
        this.complaints = complaints;
    }

    /** A host, read without knowing what it is for. */
    record Entry(
            @Nullable String name,
            @Nullable String address,
            @Nullable String port,
            @Nullable String user,
            @Nullable String container,
            @Nullable String envFile) {}

    void check() {
        var hosts = hosts();
        if (hosts.isEmpty()) return;
        var names = new HashSet<String>();
        for (var i = 0; i < hosts.size(); i++) {
            check(HOSTS + "[" + i + "]", hosts.get(i));
            var name = hosts.get(i).name();
            if (name != null && !names.add(name))
                complaints.add(HOSTS + " has the name " + name + " twice: each host needs its own.");
        }
        login();
    }

    private List<Entry> hosts() {
        try {
            return Binder.get(settings.environment())
                    .bind(HOSTS, Bindable.listOf(Entry.class))
                    .orElse(List.of());
        } catch (BindException e) {
            complaints.add(HOSTS + " cannot be read: it is a list, an entry for each container.");
            return List.of();
        }
    }

    private void check(String at, Entry host) {
        need(at + ".name", host.name(), ANY, "as you call it");
        need(at + ".address", host.address(), ANY, "a name or an IP address");
        need(at + ".user", host.user(), ANY, "the account on it");
        need(at + ".container", host.container(), NAME, "letters, digits, _ . - and no more");
        need(at + ".env-file", host.envFile(), FILE, "an absolute path of letters, digits, _ . - and /");
        var port = host.port() == null ? "22" : host.port();
        if (!PORT.matcher(port).matches() || Integer.parseInt(port) > LAST_PORT)
            complaints.add(at + ".port must be a port's number.");
    }

    private void need(String at, @Nullable String value, Pattern allowed, String what) {
        if (value == null || value.isBlank()) complaints.add(at + " is missing: " + what + ".");
        else if (!allowed.matcher(value).matches())
            complaints.add(at + " (" + value + ") may not be used on a host: " + what + ".");
    }

    /** What the host's login would refuse at its first use. */
    private void keyFile(String key) {
        var at = "understudy.host.key-file (" + key + ")";
        if (!Files.isReadable(Path.of(key))) complaints.add(at + " is not there or cannot be read.");
        else if (isOpenToOthers(Path.of(key))) complaints.add(at + " can be read by others: chmod 600 it.");
    }

    private static boolean isOpenToOthers(Path key) {
        try {
            return FileModes.allows(key, FileModes.OTHERS);
        } catch (IOException e) {
            return false; // then its first use says what is wrong
        }
    }

    private void login() {
        var knownHosts = settings.get("understudy.host.known-hosts");
        if (!Files.isReadable(Path.of(knownHosts)))
            complaints.add("understudy.host.known-hosts (" + knownHosts
                    + ") is not there or cannot be read: without it no host is talked to.");
        var key = settings.get("understudy.host.key-file");
        if (!key.isEmpty()) keyFile(key);
        if (key.isEmpty() && !settings.has("understudy.host.agent-socket"))
            complaints.add(
                    "understudy.host.key-file and understudy.host.agent-socket are both missing: no host lets us in.");
    }
}
