package dev.understudy.rotation;

import dev.understudy.container.Container;
import dev.understudy.host.Guarded;
import dev.understudy.rotation.Setback.StepFailed;
import dev.understudy.rotation.Setback.Unsure;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** The steps that change the env file and what lies beside it. */
@Component("rotationFiles")
public class FileSteps {
    private final Steps steps;
    private final NewEnvFile newEnvFile;
    private final Containers containers;

    /** Does them by the journal. */
    public FileSteps(Steps steps, NewEnvFile newEnvFile, Containers containers) {
        this.steps = steps;
        this.newEnvFile = newEnvFile;
        this.containers = containers;
    }

    /** The host is ours: a link beside the env file names this rotation. From here on the host counts as touched. */
    public void lock(@ExchangeProperty("work") Work work) {
        steps.run(work, "lock", () -> {
            steps.remember(work, work.facts().touch());
            var result = work.host().run(work.files().lock());
            if (result.exit() != null && result.exit() == Guarded.NOT_OURS)
                throw new StepFailed("host-locked", "Another rotation holds the host", "It was faster than this one.");
            if (!result.isGood()) throw Answers.meaning(result, "locking the host");
            return "locked by " + work.rotation().id();
        });
    }

    /** A copy of the env file, for the way back. */
    public void snapshot(@ExchangeProperty("work") Work work) {
        steps.once(work, "snapshot", () -> {
            Answers.text(work, work.files().snapshot(), "copying the env file");
            return "the env file is kept beside itself";
        });
    }

    /** The new env file, under another name. */
    public void upload(@ExchangeProperty("work") Work work) {
        steps.once(work, "upload", () -> {
            var bytes = newEnvFile.of(work).bytes();
            if (!dev.understudy.host.Sha256.hex(bytes).equals(work.newSha()))
                throw new StepFailed(
                        "env-file-edited",
                        "The env file was changed meanwhile",
                        "It is not the one that was looked at.");
            Answers.text(work, work.files().upload(bytes), "uploading the env file");
            return bytes.length + " bytes, mode 600, checksum " + work.newSha().substring(0, 12);
        });
    }

    /** The commit point: the new env file is the env file. */
    public void commit(@ExchangeProperty("work") Work work) {
        steps.once(work, "commit", () -> {
            steps.remember(work, work.facts().commit());
            Answers.text(work, work.files().commit(work.oldSha(), work.newSha()), "putting the env file in place");
            return "the env file is the new one";
        });
    }

    /** Nothing of this rotation is left beside the env file but the lock. */
    public void clean(@ExchangeProperty("work") Work work) {
        Answers.text(work, work.files().clean(), "removing the files of the rotation");
    }

    /** The host is free; the last look is for the container, since an engine may have been killed in the meantime, and it with it. */
    public void unlock(@ExchangeProperty("work") Work work) {
        steps.run(work, "unlock", () -> {
            Answers.text(work, work.files().unlock(), "unlocking the host");
            var name = work.target().container();
            if (work.isBack() && !work.facts().oldRan()) return "unlocked";
            if (containers.find(work, name).filter(Container::isRunning).isEmpty())
                throw new Unsure(name + " does not run any more; it is started again");
            return "unlocked; " + name + " runs";
        });
    }
}
