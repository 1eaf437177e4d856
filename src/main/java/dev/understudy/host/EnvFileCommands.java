package dev.understudy.host;

/**
 * The commands around the env file. Each can be repeated, writes to a temporary name first, and leaves the file either as it
 * was or as it shall be. They need GNU coreutils and util-linux's flock on the host. The scripts are constants: what differs
 * comes as arguments that were checked, and what is secret on standard input.
 */
public final class EnvFileCommands {
    private static final String SUM = "sum() { s=$(sha256sum <\"$1\") && printf %s \"${s%% *}\"; }; ";
    private static final String ENTER = "set -eu; umask 077; cd \"$1\" || exit 66; " + SUM;
    private static final String CHANGE = ENTER + Guarded.FENCE;

    /** Lines {@code name=value}; a value is empty when there is no such file. */
    static final String LOOK = ENTER
            + "say() { printf '%s=%s\\n' \"$1\" \"$2\"; }; "
            + "at() { if [ -f \"$1\" ]; then sum \"$1\"; fi; }; "
            + "e=$(at \"$2\"); p=$(at \"$2.prev-$3\"); s=$(at \"$2.rot-$3\"); "
            + "say env \"$e\"; say previous \"$p\"; say staged \"$s\"; "
            + "l=$(readlink .rot.lock) || { [ ! -L .rot.lock ] || exit 75; l=; }; say lock \"$l\"; "
            + "say link \"$(readlink \"$2\" || true)\"; "
            + "say owner \"$(stat -c %u \"$2\" 2>/dev/null || true)\"; say user \"$(id -u)\"; "
            + "if [ -w . ]; then say writable yes; else say writable no; fi";

    static final String LOCK = ENTER
            + "[ -L .rot.lock ] || ln -sT \"$3\" .rot.lock; "
            + "l=$(readlink .rot.lock) || exit 75; [ \"$l\" = \"$3\" ] || { printf '%s\\n' \"$l\" >&2; exit 73; }";

    static final String SNAPSHOT = CHANGE
            + "p=\"$2.prev-$3\"; [ ! -f \"$p\" ] || exit 0; [ -f \"$2\" ] || exit 76; "
            + "cp -p \"$2\" \"$p.part\"; sync \"$p.part\"; mv -fT \"$p.part\" \"$p\"; sync .";

    static final String READ = "cd \"$1\" || exit 66; [ -f \"$4\" ] || exit 76; exec cat \"$4\"";

    static final String UPLOAD = CHANGE
            + "t=\"$2.rot-$3.part\"; trap 'rm -f \"$t\"' EXIT; IFS= read -r want || exit 65; timeout -k 5 60 cat >\"$t\"; "
            + "[ \"$(sum \"$t\")\" = \"$want\" ] || exit 65; "
            // nobody but root may give it to any group, and with this mode the group does not matter
            + "[ ! -f \"$2\" ] || chown --reference=\"$2\" \"$t\" || [ \"$(id -u)\" != 0 ]; "
            // who has the file mounted reads it as whoever the container is
            + "if [ \"${4:-}\" = keep ]; then chmod --reference=\"$2\" \"$t\"; else chmod 600 \"$t\"; fi; sync \"$t\"; mv -fT \"$t\" \"$2.rot-$3\"; trap - EXIT; sync .";

    static final String COMMIT = CHANGE
            + "[ -f \"$2\" ] || exit 76; now=$(sum \"$2\"); "
            + "[ \"$now\" != \"$5\" ] || { rm -f \"$2.rot-$3\"; exit 0; }; "
            + "[ \"$now\" = \"$4\" ] || exit 74; [ -f \"$2.rot-$3\" ] || exit 76; "
            + "[ \"$(sum \"$2.rot-$3\")\" = \"$5\" ] || exit 65; mv -fT \"$2.rot-$3\" \"$2\"; sync .";

    /** A late commit of a connection that was cut finds nothing to commit any more. */
    static final String RESTORE = CHANGE
            + "rm -f \"$2.rot-$3\"; [ -f \"$2\" ] || exit 76; now=$(sum \"$2\"); "
            + "[ \"$now\" != \"$4\" ] || exit 0; [ \"$now\" = \"$5\" ] || exit 74; "
            + "p=\"$2.prev-$3\"; [ -f \"$p\" ] || exit 76; s=$(sum \"$p\"); [ \"$s\" = \"$4\" ] || exit 65; "
            + "cp -p \"$p\" \"$p.part\"; sync \"$p.part\"; mv -fT \"$p.part\" \"$2\"; sync .";

    static final String CLEAN =
            CHANGE + "rm -f \"$2.prev-$3\" \"$2.prev-$3.part\" \"$2.rot-$3\" \"$2.rot-$3.part\"; sync .";

    static final String UNLOCK = "set -eu; cd \"$1\" || exit 66; [ -L .rot.lock ] || exit 0; "
            + "l=$(readlink .rot.lock) || exit 75; [ \"$l\" != \"$3\" ] || rm -f .rot.lock";

    private final Workplace place;

    /** Works beside one env file, in the name of one rotation. */
    public EnvFileCommands(Workplace place) {
        this.place = place;
    }

    /** Where it works. */
    public Workplace place() {
        return place;
    }

    /** What is there: {@link FilesSeen#parse} reads the answer. */
    public Command look() {
        return Guarded.script(place, LOOK);
    }

    /** Takes the host's lock; good too when we have it; {@link Guarded#NOT_OURS} and the owner on stderr otherwise. */
    public Command lock() {
        return Guarded.script(place, LOCK);
    }

    /** Keeps a copy of the env file as it is, with mode and owner. */
    public Command snapshot() {
        return Guarded.script(place, SNAPSHOT);
    }

    /** Prints the env file. The answer is secret. */
    public Command read() {
        return Guarded.script(place, READ, place.file());
    }

    /** Prints the staged file. The answer is secret. */
    public Command readStaged() {
        return Guarded.script(place, READ, place.file() + ".rot-" + place.rotation());
    }

    /** Stages these bytes, mode 0600 at all times; the checksum goes first, so that half of them are never taken for all. */
    public Command upload(byte[] bytes) {
        return Guarded.script(place, UPLOAD).reading(withChecksum(bytes));
    }

    /** The same for a file that others read too: in the end it has the old one's mode. */
    public Command uploadKeepingMode(byte[] bytes) {
        return Guarded.script(place, UPLOAD, "keep").reading(withChecksum(bytes));
    }

    private static Stdin withChecksum(byte[] bytes) {
        var line = (Sha256.hex(bytes) + "\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        var both = java.util.Arrays.copyOf(line, line.length + bytes.length);
        System.arraycopy(bytes, 0, both, line.length, bytes.length);
        return Stdin.of(both);
    }

    /** The commit point: the staged file becomes the env file, if that is still the old one. */
    public Command commit(String oldSha, String newSha) {
        return Guarded.script(place, COMMIT, oldSha, newSha);
    }

    /** Takes a commit back: the copy becomes the env file again, if that is still the new one. */
    public Command restore(String oldSha, String newSha) {
        return Guarded.script(place, RESTORE, oldSha, newSha);
    }

    /** Removes everything of this rotation but the lock. */
    public Command clean() {
        return Guarded.script(place, CLEAN);
    }

    /** Gives the lock back, if it is ours. */
    public Command unlock() {
        return Guarded.script(place, UNLOCK);
    }
}
