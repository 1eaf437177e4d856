package dev.understudy.rotation;

import dev.understudy.common.Secret;
import dev.understudy.container.Container;
import dev.understudy.credential.Keys;
import dev.understudy.credential.Provider;
import dev.understudy.envfile.EnvFile;
import dev.understudy.envfile.EnvFileRefused;
import dev.understudy.host.Command;
import dev.understudy.host.Sha256;
import dev.understudy.rotation.Setback.StepFailed;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The env file as it shall be: the host's own, with one value changed. Only in memory. */
@Component
class NewEnvFile {
    private final Keys keys;
    private final RotationSettings settings;

    NewEnvFile(Keys keys, RotationSettings settings) {
        this.keys = keys;
        this.settings = settings;
        settings.checkVariables();
    }

    /**
     * What becomes of the env file.
     *
     * @param file as it shall be; secret
     * @param oldSha the checksum of what it was made of
     * @param note what people should know of it, beginning with "; ", or nothing
     */
    record Edited(EnvFile file, String oldSha, String note) {
        byte[] bytes() {
            return file.bytes();
        }
    }

    /** Made of the env file that is on the host now, by the rules of the reader that was found. */
    Edited of(Work work) {
        var bytes = read(work);
        try {
            return of(work, bytes, EnvFile.parse(bytes, work.facts().env().reader()));
        } catch (EnvFileRefused e) {
            throw refused(e);
        }
    }

    /** Made of that one. */
    Edited of(Work work, byte[] bytes, EnvFile file) {
        var key = work.permit().key().or(() -> kept(work)).orElseThrow(NewEnvFile::keyLost);
        return edited(envKey(work), bytes, file, key);
    }

    /** Staged; or, from the first host's commit on, current already. */
    private Optional<Secret> kept(Work work) {
        var fingerprint = work.rotation().fingerprint();
        return keys.staged(provider(work), fingerprint).or(() -> Optional.of(keys.currentNow(provider(work)))
                .filter(key -> !key.isEmpty() && key.fingerprint().equals(fingerprint)));
    }

    /** The env file as it is on the host now. Secret. */
    static byte[] read(Work work) {
        return Answers.good(work, work.files().read(), "reading the env file").out();
    }

    /** What the next container gets otherwise than the old one has it: its key, and, where the file decides, all that is in the file. Secret. */
    Map<String, String> changed(Work work, Container old, byte[] bytes) {
        var file = EnvFile.parse(bytes, work.facts().env().reader());
        if (settings.env() == RotationSettings.Env.FILE && !work.isMounted()) return file.entries();
        var inside = old.environment();
        var changed = new LinkedHashMap<String, String>();
        for (var name : envKey(work).variables())
            if (inside.containsKey(name) || !work.isMounted())
                file.value(name).ifPresent(value -> changed.put(name, value));
        return changed;
    }

    /** The new env file as it is on the host, staged or, after the commit, in its place; by its checksum it is the right one. */
    Optional<byte[]> onHost(Work work) {
        var staged = ifNew(work, work.files().readStaged(), "reading the staged env file");
        return staged.isPresent() ? staged : ifNew(work, work.files().read(), "reading the env file");
    }

    private static Optional<byte[]> ifNew(Work work, Command read, String what) {
        var result = Answers.sure(work, read, what);
        if (!result.isGood() || !Sha256.hex(result.out()).equals(work.newSha())) return Optional.empty();
        return Optional.of(result.out());
    }

    /** The key that the env file on the host has now, when it is the one of this rotation. */
    Optional<Secret> inUse(Work work) {
        var file = EnvFile.parse(read(work), work.facts().env().reader());
        return envKey(work).read(file::value).filter(key -> key.fingerprint()
                .equals(work.rotation().fingerprint()));
    }

    private static Edited edited(EnvKey where, byte[] bytes, EnvFile file, Secret key) {
        try {
            var missing = String.join(", ", where.missing(file));
            var note = missing.isEmpty() ? "" : "; " + missing + " is not in the env file and is added at its end";
            return new Edited(where.write(file, key), Sha256.hex(bytes), note);
        } catch (EnvFileRefused e) {
            throw refused(e);
        }
    }

    static StepFailed refused(EnvFileRefused why) {
        return new StepFailed("env-file-refused", "The env file cannot be read", String.valueOf(why.getMessage()));
    }

    /** Compose takes quotes away, Docker does not. */
    void refuseQuotes(Work work, Edited edited) {
        var quoted = envKey(work).quoted(edited.file());
        if (!quoted.isEmpty())
            throw new StepFailed(
                    "env-file-refused",
                    "The env file cannot be changed",
                    quoted.get(0)
                            + " has quotes around its value, and Docker takes them as a part of it: take them away.");
    }

    EnvKey envKey(Work work) {
        return settings.envKey(provider(work));
    }

    static Provider provider(Work work) {
        return Provider.named(work.rotation().provider()).orElseThrow();
    }

    private static StepFailed keyLost() {
        return new StepFailed(
                "key-lost",
                "The key of this rotation is not known here any more",
                "It is not in the secrets file of this node: do the nodes share it?");
    }
}
