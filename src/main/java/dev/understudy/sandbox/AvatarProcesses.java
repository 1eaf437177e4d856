package dev.understudy.sandbox;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Avatars that are programs of their own, for a real LiveKit server: started with LIVEKIT_URL and LIVEKIT_TOKEN set. */
final class AvatarProcesses implements FakeAvatars, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AvatarProcesses.class);
    private static final long PATIENCE_SECONDS = 5;
    private final List<String> command;
    private final Map<String, Process> running = new ConcurrentHashMap<>();

    AvatarProcesses(List<String> command) {
        this.command = command;
    }

    @Override
    public boolean enter(Conversation conversation) {
        var program = new ProcessBuilder(command)
                .redirectInput(Redirect.PIPE)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.INHERIT);
        program.environment().put("LIVEKIT_URL", conversation.livekitUrl());
        program.environment().put("LIVEKIT_TOKEN", conversation.livekitToken());
        try {
            running.put(conversation.id(), program.start());
            return true;
        } catch (IOException e) {
            log.error("the avatar's program does not start: {}", e.getMessage());
            return false;
        }
    }

    @Override
    public void leave(Conversation conversation) {
        var process = running.remove(conversation.id());
        if (process != null) stop(process);
    }

    /** No program outlives the simulators. */
    @Override
    public void close() {
        running.values().forEach(Process::destroyForcibly);
    }

    /** SIGTERM first, so that it can leave its room properly. */
    private static void stop(Process process) {
        process.destroy();
        var exit = process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
        exit.whenComplete((exited, late) -> {
            if (late != null) process.destroyForcibly();
        });
    }
}
