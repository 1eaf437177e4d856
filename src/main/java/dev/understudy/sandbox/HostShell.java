package dev.understudy.sandbox;

import dev.understudy.host.ComposeProject;
import dev.understudy.host.DependentsCommand;
import dev.understudy.host.DockerCommands;
import dev.understudy.host.Guarded;
import dev.understudy.host.GuardedScript;
import dev.understudy.host.LogCommands;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** The simulated host's shell: knows exactly the commands of {@code dev.understudy.host}, and no others. */
@Simulated
class HostShell {
    private static final int LOG_WORDS = 4;
    private static final int LOOK_WORDS = 9;
    private static final int TIMEOUT_WORDS = 4;
    private static final int NO_COMMAND = 127;
    private final HostFiles files;
    private final EnvScripts scripts;
    private final DockerCli docker;
    private final DockerWatch watch;
    private final FakeCompose compose;

    HostShell(HostFiles files, EnvScripts scripts, DockerCli docker, DockerWatch watch, FakeCompose compose) {
        this.compose = compose;
        this.watch = watch;
        this.files = files;
        this.scripts = scripts;
        this.docker = docker;
    }

    /**
     * Runs a command line to its end.
     *
     * @param midway is called once in the middle of a command that changes something, the folder held
     */
    HostAnswer run(String line, HostInput stdin, Runnable midway) {
        var words = ShellLine.words(line);
        if (words.isEmpty()) return unknown(line.split(" ", 2)[0]);
        if (words.get(0).equals("docker")) return docker.run(words, isDial(words) ? stdin.request() : new byte[0]);
        if (words.get(0).equals("env")) return DockerCli.olderForm(words);
        if (words.get(0).equals("docker-compose")) return compose.run(words);
        if (ComposeProject.isFilesThere(words)) return there(words.subList(LOG_WORDS, words.size()));
        if (DockerCommands.isLogs(words)) return docker.logs(words.subList(LOG_WORDS, words.size()));
        if (LogCommands.isRead(words)) return watch.read(words.subList(LOG_WORDS, words.size()));
        if (LogCommands.isLook(words)) return watch.look(words.subList(LOOK_WORDS, words.size()));
        if (DependentsCommand.isAll(words)) return docker.dependents();
        if (DockerCommands.isTail(words)) return docker.tail(words.subList(LOG_WORDS, words.size()));
        return GuardedCall.of(words).map(call -> guarded(call, stdin, midway)).orElseGet(() -> unknown(words.get(0)));
    }

    private HostAnswer there(List<String> paths) {
        return compose.isThere(paths) ? HostAnswer.good() : HostAnswer.bad(Guarded.NO_FILE);
    }

    private HostAnswer guarded(GuardedCall call, HostInput stdin, Runnable midway) {
        var folder = files.folder(call.folder()).orElse(null);
        if (folder == null)
            return HostAnswer.bad(
                    Guarded.NO_FOLDER, "flock: cannot open lock file " + call.folder() + ": No such file or directory");
        return held(folder, () -> {
            var input = input(call, stdin);
            if (call.script().isFenced()) midway.run();
            return inside(call, folder, input);
        });
    }

    private static HostAnswer held(HostFolder folder, Supplier<HostAnswer> work) {
        if (!folder.enter(Duration.ofSeconds(Guarded.PATIENCE_S))) return HostAnswer.bad(Guarded.BUSY);
        try {
            return work.get();
        } finally {
            folder.leave();
        }
    }

    private HostAnswer inside(GuardedCall call, HostFolder folder, byte[] stdin) {
        if (call.script().isFenced() && !folder.lock().equals(call.rotation())) return HostAnswer.bad(Guarded.NOT_OURS);
        if (call.script() != GuardedScript.DOCKER) return scripts.run(call, folder, stdin);
        var words = call.isEngineCall()
                ? call.others().subList(TIMEOUT_WORDS, call.others().size())
                : call.others();
        return call.other(0).equals("docker") || call.isEngineCall()
                ? docker.run(words, stdin)
                : unknown(call.other(0));
    }

    private static byte[] input(GuardedCall call, HostInput stdin) {
        if (call.script() == GuardedScript.UPLOAD) return stdin.all();
        return call.isEngineCall() ? stdin.request() : new byte[0];
    }

    private static boolean isDial(List<String> words) {
        return words.equals(List.of("docker", "system", "dial-stdio"));
    }

    private static HostAnswer unknown(String program) {
        return HostAnswer.bad(NO_COMMAND, "sh: 1: " + program + ": not found");
    }
}
