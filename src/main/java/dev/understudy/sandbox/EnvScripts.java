package dev.understudy.sandbox;

import dev.understudy.host.Guarded;
import java.util.Arrays;

/** Does what the scripts around the env file do, with their exit codes; the folder is held and the fence passed. */
@Simulated
class EnvScripts {
    private static final String NO_SPACE = "No space left on device";
    private final FakeFaults faults;

    EnvScripts(FakeFaults faults) {
        this.faults = faults;
    }

    HostAnswer run(GuardedCall call, HostFolder folder, byte[] stdin) {
        return switch (call.script()) {
            case LOOK -> look(call, folder);
            case LOCK -> lock(call, folder);
            case SNAPSHOT -> snapshot(call, folder);
            case READ -> read(call, folder);
            case UPLOAD -> upload(call, folder, stdin);
            case COMMIT -> commit(call, folder);
            case RESTORE -> restore(call, folder);
            case CLEAN -> clean(call, folder);
            case UNLOCK -> unlock(call, folder);
            case DOCKER -> throw new IllegalArgumentException("this one is Docker's");
        };
    }

    private static HostAnswer look(GuardedCall call, HostFolder folder) {
        var env = call.file();
        var owner = folder.file(env).map(file -> Integer.toString(file.owner())).orElse("");
        return HostAnswer.good(String.join(
                "\n",
                "env=" + folder.sum(env),
                "previous=" + folder.sum(previous(call)),
                "staged=" + folder.sum(staged(call)),
                "lock=" + folder.lock(),
                "link=",
                "owner=" + owner,
                "user=" + HostFile.US,
                "writable=yes"));
    }

    private static HostAnswer lock(GuardedCall call, HostFolder folder) {
        folder.lockIfFree(call.rotation());
        var owner = folder.lock();
        return owner.equals(call.rotation()) ? HostAnswer.good() : HostAnswer.bad(Guarded.NOT_OURS, owner);
    }

    private HostAnswer snapshot(GuardedCall call, HostFolder folder) {
        if (folder.file(previous(call)).isPresent()) return HostAnswer.good();
        if (folder.file(call.file()).isEmpty()) return HostAnswer.bad(Guarded.NO_FILE);
        return copy(call, folder, call.file(), previous(call));
    }

    private static HostAnswer read(GuardedCall call, HostFolder folder) {
        return folder.file(call.other(0))
                .map(file -> HostAnswer.good(file.bytes()))
                .orElse(HostAnswer.bad(Guarded.NO_FILE));
    }

    private HostAnswer upload(GuardedCall call, HostFolder folder, byte[] stdin) {
        var text = new String(stdin, java.nio.charset.StandardCharsets.ISO_8859_1);
        var end = text.indexOf('\n');
        if (end < 0) return HostAnswer.bad(Guarded.TORN);
        // its trap takes away what did fit
        if (faults.is(HostFault.DISK_FULL)) return HostAnswer.bad(1, "cat: write error: " + NO_SPACE);
        var file = HostFile.ours(Arrays.copyOfRange(stdin, end + 1, stdin.length));
        if (!file.sha256().equals(text.substring(0, end))) return HostAnswer.bad(Guarded.TORN);
        var old = folder.file(call.file());
        var owner = old.map(HostFile::owner).orElse(HostFile.US);
        var mode = old.filter(it -> call.other(0).equals("keep")).orElse(file).mode();
        folder.put(staged(call), new HostFile(file.bytes(), mode, owner));
        return HostAnswer.good();
    }

    private static HostAnswer commit(GuardedCall call, HostFolder folder) {
        var now = folder.sum(call.file());
        if (now.isEmpty()) return HostAnswer.bad(Guarded.NO_FILE);
        if (now.equals(call.other(1))) folder.remove(staged(call));
        else if (!now.equals(call.other(0))) return HostAnswer.bad(Guarded.EDITED);
        else if (folder.file(staged(call)).isEmpty()) return HostAnswer.bad(Guarded.NO_FILE);
        else if (!folder.sum(staged(call)).equals(call.other(1))) return HostAnswer.bad(Guarded.TORN);
        else folder.move(staged(call), call.file());
        return HostAnswer.good();
    }

    private HostAnswer restore(GuardedCall call, HostFolder folder) {
        folder.remove(staged(call));
        var now = folder.sum(call.file());
        if (now.isEmpty()) return HostAnswer.bad(Guarded.NO_FILE);
        if (now.equals(call.other(0))) return HostAnswer.good();
        if (!now.equals(call.other(1))) return HostAnswer.bad(Guarded.EDITED);
        if (folder.file(previous(call)).isEmpty()) return HostAnswer.bad(Guarded.NO_FILE);
        if (!folder.sum(previous(call)).equals(call.other(0))) return HostAnswer.bad(Guarded.TORN);
        return copy(call, folder, previous(call), call.file());
    }

    private static HostAnswer clean(GuardedCall call, HostFolder folder) {
        for (var name : new String[] {previous(call), staged(call)}) {
            folder.remove(name);
            folder.remove(name + ".part");
        }
        return HostAnswer.good();
    }

    private static HostAnswer unlock(GuardedCall call, HostFolder folder) {
        if (folder.lock().equals(call.rotation())) folder.unlock();
        return HostAnswer.good();
    }

    /** {@code cp -p} beside the copy's own name, then the move. A full disk leaves the half of it: nothing at all. */
    private HostAnswer copy(GuardedCall call, HostFolder folder, String from, String to) {
        var part = previous(call) + ".part";
        if (faults.is(HostFault.DISK_FULL)) {
            folder.put(part, HostFile.ours(new byte[0]));
            return HostAnswer.bad(1, "cp: error writing '" + part + "': " + NO_SPACE);
        }
        folder.file(from).ifPresent(file -> folder.put(part, file));
        folder.move(part, to);
        return HostAnswer.good();
    }

    private static String previous(GuardedCall call) {
        return call.file() + ".prev-" + call.rotation();
    }

    private static String staged(GuardedCall call) {
        return call.file() + ".rot-" + call.rotation();
    }
}
