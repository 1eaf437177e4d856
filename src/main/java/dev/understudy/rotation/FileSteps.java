package dev.understudy.rotation;

import dev.understudy.host.Guarded;
import dev.understudy.host.Sha256;
import dev.understudy.rotation.Setback.StepFailed;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** The steps that change the env file and what lies beside it. */
@Component("rotationFiles")
public class FileSteps {
    private final Steps steps;
    private final NewEnvFile newEnvFile;

    /** Does them by the journal. */
    public FileSteps(Steps steps, NewEnvFile newEnvFile) {
        this.steps = steps;
        this.newEnvFile = newEnvFile;
    }

    /** The host is ours: a link beside the env file names this rotation. From here on the host counts as touched. */
    public void lock(@ExchangeProperty("work") Work work) {
        steps.run(work, "lock", () -> {
            var before = work.facts().touched();
            steps.remember(work, work.facts().touch(true));
            var result = work.run(work.files().lock());
            if (!result.isGood() && !Answers.isUnsure(result))
                steps.remember(work, work.facts().touch(before));
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
            if (!Sha256.hex(bytes).equals(work.newSha()))
                throw new StepFailed(
                        "env-file-edited",
                        "The env file was changed meanwhile",
                        "It is not the one that was looked at.");
            var upload = work.isMounted()
                    ? work.files().uploadKeepingMode(bytes)
                    : work.files().upload(bytes);
            Answers.text(work, upload, "uploading the env file");
            var mode = work.isMounted() ? "the old one's" : "600";
            return bytes.length + " bytes, mode " + mode + ", checksum "
                    + work.newSha().substring(0, 12);
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

    /** The host is free. */
    public void unlock(@ExchangeProperty("work") Work work) {
        steps.run(work, "unlock", () -> {
            Answers.text(work, work.files().unlock(), "unlocking the host");
            return "unlocked";
        });
    }
}
