package dev.understudy.rotation;

import dev.understudy.common.Secret;
import dev.understudy.credential.KeyPair;
import dev.understudy.credential.Provider;
import dev.understudy.envfile.EnvFile;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where a provider's key stands in env files: in variables that all have it, or, LiveKit's pair, in one for the name and one for
 * the secret.
 *
 * @param provider whose
 * @param variables their names, at least one; of LiveKit exactly two
 */
record EnvKey(Provider provider, List<String> variables) {
    EnvKey {
        if (variables.isEmpty() || (provider == Provider.LIVEKIT && variables.size() != 2))
            throw new IllegalArgumentException("understudy.rotation.variables: " + provider.wire() + " has "
                    + (provider == Provider.LIVEKIT ? "two variables, the name's and the secret's" : "no variable"));
    }

    /** The file with that key. */
    EnvFile write(EnvFile file, Secret key) {
        var changed = file;
        for (var variable : variables) changed = changed.with(variable, value(variable, key));
        return changed;
    }

    /** The key that these values make up; empty when one is missing, or when they differ. */
    Optional<Secret> read(Function<String, Optional<String>> values) {
        var found =
                variables.stream().flatMap(name -> values.apply(name).stream()).toList();
        if (found.size() < variables.size()) return Optional.empty();
        if (provider == Provider.LIVEKIT)
            return Optional.of(new KeyPair(found.get(0), Secret.of(found.get(1))).asOne());
        return found.stream().distinct().count() == 1 ? Optional.of(Secret.of(found.get(0))) : Optional.empty();
    }

    /** Which variables the file does not have yet. */
    List<String> missing(EnvFile file) {
        return variables.stream().filter(name -> !file.has(name)).toList();
    }

    /** Which variables stand in quotes. */
    List<String> quoted(EnvFile file) {
        return variables.stream().filter(file::isQuoted).toList();
    }

    /** For people. */
    String label() {
        return String.join(" and ", variables);
    }

    private String value(String variable, Secret key) {
        if (provider != Provider.LIVEKIT) return key.reveal();
        var pair = KeyPair.of(key);
        return variable.equals(variables.get(0)) ? pair.name() : pair.secret().reveal();
    }
}
