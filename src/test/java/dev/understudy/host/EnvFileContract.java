package dev.understudy.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The commands around the env file: each leaves the file as it was or as it shall be, says which, and may be repeated. */
abstract class EnvFileContract extends CommandsContract {
    private static final byte[] OLD = "# keys\nA=1\nTAVUS_API_KEY=good-old\nB=it's \"2\"\n".getBytes(UTF_8);
    private static final byte[] NEW = "# keys\nA=1\nTAVUS_API_KEY=good-new\nB=it's \"2\"\n".getBytes(UTF_8);
    private static final byte[] EDITED = "TAVUS_API_KEY=good-other\n".getBytes(UTF_8);
    private static final String OLD_SHA = Sha256.hex(OLD);
    private static final String NEW_SHA = Sha256.hex(NEW);

    private String whole = "";

    @BeforeEach
    void begin() {
        ground.write(OLD);
        whole = ground.mode(place().envFile());
    }

    @Test
    void aLookSeesTheEnvFileAndNothingElse() {
        assertThat(look()).isEqualTo(new FilesSeen(OLD_SHA, "", "", "", ""));
        ground.removeEnv();
        assertThat(look()).isEqualTo(new FilesSeen("", "", "", "", ""));
        assertThat(exits(Guarded.NO_FILE, files().read()).out()).isEmpty();
    }

    @Test
    void aFolderThatIsNotThereIsNotMade() {
        var nowhere = new EnvFileCommands(new Workplace("/var/tmp/no-such-folder-of-ours/.env", OURS));
        for (var command : List.of(nowhere.look(), nowhere.lock(), nowhere.read(), nowhere.unlock(), nowhere.look()))
            exits(Guarded.NO_FOLDER, command);
    }

    @Test
    void theEnvFileIsReadAsItIs() {
        assertThat(good(files().read()).out()).isEqualTo(OLD);
        exits(Guarded.NO_FILE, files().readStaged());
    }

    @Test
    void theLockIsOurs() {
        good(files().lock());
        good(files().lock());
        assertThat(look().lock()).isEqualTo(OURS);
        assertThat(exits(Guarded.NOT_OURS, files(OTHERS).lock()).err().strip()).endsWith(OURS);
        good(files(OTHERS).unlock());
        assertThat(look().lock()).isEqualTo(OURS);
        good(files().unlock());
        good(files().unlock());
        assertThat(look().lock()).isEmpty();
        good(files(OTHERS).lock());
        exits(Guarded.NOT_OURS, files().lock());
    }

    @Test
    void whatChangesSomethingIsRefusedWithoutTheLock() {
        for (var command : changes()) exits(Guarded.NOT_OURS, command);
        good(files(OTHERS).lock());
        for (var command : changes()) exits(Guarded.NOT_OURS, command);
        assertThat(look()).isEqualTo(new FilesSeen(OLD_SHA, "", "", OTHERS, ""));
    }

    private List<Command> changes() {
        return List.of(
                files().snapshot(),
                files().upload(NEW),
                files().commit(OLD_SHA, NEW_SHA),
                files().restore(OLD_SHA, NEW_SHA),
                files().clean());
    }

    @Test
    void aCopyKeepsTheFileAsItWas() {
        good(files().lock());
        good(files().snapshot());
        assertThat(look().previous()).isEqualTo(OLD_SHA);
        assertThat(ground.mode(place().previous())).isEqualTo(whole);
        ground.write(EDITED);
        good(files().snapshot());
        assertThat(look().previous()).as("the first copy stays").isEqualTo(OLD_SHA);
    }

    @Test
    void whereThereIsNoFileNoneIsCopied() {
        good(files().lock());
        ground.removeEnv();
        exits(Guarded.NO_FILE, files().snapshot());
        assertThat(look()).isEqualTo(new FilesSeen("", "", "", OURS, ""));
    }

    @Test
    void anUploadIsStagedForItsOwnerAlone() {
        good(files().lock());
        good(files().upload(EDITED));
        good(files().upload(NEW));
        good(files().upload(NEW));
        assertThat(look()).isEqualTo(new FilesSeen(OLD_SHA, "", NEW_SHA, OURS, ""));
        assertThat(good(files().readStaged()).out()).isEqualTo(NEW);
        assertThat(ground.mode(place().staged())).isEqualTo(whole.replaceFirst("\\d+", "600"));
    }

    @Test
    void anUploadForAFileThatOthersReadHasItsModeInTheEnd() {
        good(files().lock());
        good(files().uploadKeepingMode(NEW));
        assertThat(ground.mode(place().staged())).isEqualTo(whole);
        good(files().commit(OLD_SHA, NEW_SHA));
        assertThat(ground.mode(place().envFile())).isEqualTo(whole);
    }

    @Test
    void anyBytesCanBeUploaded() {
        good(files().lock());
        for (var bytes : List.of(new byte[0], "no newline".getBytes(UTF_8), everyByte())) {
            good(files().upload(bytes));
            assertThat(good(files().readStaged()).out()).isEqualTo(bytes);
        }
    }

    @Test
    void halfAnUploadIsNoUpload() {
        good(files().lock());
        var upload = files().upload(NEW);
        var bytes = upload.stdin().bytes();
        for (var length : List.of(0, 10, 64, 65, 65 + NEW.length / 2, bytes.length - 1)) {
            exits(Guarded.TORN, upload.reading(Stdin.of(Arrays.copyOf(bytes, length))));
            assertThat(look().staged()).as("after %d bytes", length).isEmpty();
        }
        good(upload);
        exits(Guarded.TORN, upload.reading(Stdin.of(Arrays.copyOf(bytes, bytes.length - 5))));
        assertThat(look().staged()).as("the whole one before it").isEqualTo(NEW_SHA);
    }

    @Test
    void aCommitPutsTheStagedFileInItsPlace() {
        prepare();
        good(files().commit(OLD_SHA, NEW_SHA));
        good(files().commit(OLD_SHA, NEW_SHA));
        assertThat(look()).isEqualTo(new FilesSeen(NEW_SHA, OLD_SHA, "", OURS, ""));
        assertThat(good(files().read()).out()).isEqualTo(NEW);
        assertThat(ground.mode(place().envFile())).isEqualTo(whole.replaceFirst("\\d+", "600"));
        good(files().upload(NEW));
        good(files().commit(OLD_SHA, NEW_SHA));
        assertThat(look().staged()).isEmpty();
    }

    @Test
    void aCommitTouchesNothingThatIsNotWhatItExpects() {
        good(files().lock());
        exits(Guarded.NO_FILE, files().commit(OLD_SHA, NEW_SHA));
        good(files().upload(EDITED));
        exits(Guarded.TORN, files().commit(OLD_SHA, NEW_SHA));
        assertThat(look().env()).isEqualTo(OLD_SHA);
        good(files().upload(NEW));
        ground.write(EDITED);
        exits(Guarded.EDITED, files().commit(OLD_SHA, NEW_SHA));
        assertThat(look()).isEqualTo(new FilesSeen(Sha256.hex(EDITED), "", NEW_SHA, OURS, ""));
        ground.removeEnv();
        exits(Guarded.NO_FILE, files().commit(OLD_SHA, NEW_SHA));
        assertThat(look().env()).isEmpty();
    }

    @Test
    void aCommitCanBeTakenBack() {
        prepare();
        good(files().restore(OLD_SHA, NEW_SHA));
        assertThat(look())
                .as("a commit that comes late finds nothing")
                .isEqualTo(new FilesSeen(OLD_SHA, OLD_SHA, "", OURS, ""));
        exits(Guarded.NO_FILE, files().commit(OLD_SHA, NEW_SHA));
        good(files().upload(NEW));
        good(files().commit(OLD_SHA, NEW_SHA));
        good(files().restore(OLD_SHA, NEW_SHA));
        good(files().restore(OLD_SHA, NEW_SHA));
        assertThat(look()).isEqualTo(new FilesSeen(OLD_SHA, OLD_SHA, "", OURS, ""));
        assertThat(ground.mode(place().envFile())).isEqualTo(whole);
    }

    @Test
    void nothingIsTakenBackThatIsNotOurs() {
        good(files().lock());
        ground.write(NEW);
        exits(Guarded.NO_FILE, files().restore(OLD_SHA, NEW_SHA));
        good(files().snapshot());
        exits(Guarded.TORN, files().restore(OLD_SHA, NEW_SHA));
        ground.write(EDITED);
        exits(Guarded.EDITED, files().restore(OLD_SHA, NEW_SHA));
        ground.removeEnv();
        exits(Guarded.NO_FILE, files().restore(OLD_SHA, NEW_SHA));
        assertThat(look().env()).isEmpty();
    }

    @Test
    void cleaningLeavesTheFileAndTheLock() {
        prepare();
        good(files().clean());
        good(files().clean());
        assertThat(look()).isEqualTo(new FilesSeen(OLD_SHA, "", "", OURS, ""));
    }

    private void prepare() {
        good(files().lock());
        good(files().snapshot());
        good(files().upload(NEW));
    }

    private Workplace place() {
        return ground.place(OURS);
    }

    private static byte[] everyByte() {
        var bytes = new byte[70_000];
        for (var i = 0; i < bytes.length; i++) bytes[i] = (byte) i;
        return bytes;
    }
}
