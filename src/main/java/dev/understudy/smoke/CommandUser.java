package dev.understudy.smoke;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The program of {@code understudy.smoke.user-command}. It gets LIVEKIT_URL and LIVEKIT_TOKEN in its environment, and nothing
 * else of ours: our own environment holds keys. Its standard input closes when we are gone.
 */
@Component
class CommandUser implements SmokeUser, DisposableBean {
    /** What a program needs to find its parts. */
    private static final Set<String> KEPT =
            Set.of("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TEMP", "SystemRoot", "SSL_CERT_FILE", "SSL_CERT_DIR");

    private final List<String> command;
    private final Set<ClientProcess> running = ConcurrentHashMap.newKeySet();

    CommandUser(SmokeSettings settings) {
        command = settings.userCommand();
    }

    @Override
    public boolean isThere() {
        return !command.isEmpty();
    }

    @Override
    public Visit join(Invitation invitation) throws IOException {
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD); // it may tell what it was given
        builder.environment().keySet().retainAll(KEPT);
        builder.environment().put("LIVEKIT_URL", invitation.url());
        builder.environment().put("LIVEKIT_TOKEN", invitation.token().reveal());
        try {
            var visit = new ClientProcess(builder.start(), running::remove);
            running.add(visit);
            return visit;
        } catch (IOException e) {
            throw new IOException("the program of understudy.smoke.user-command cannot be started");
        }
    }

    /** A number may have been given to another process since; the time of its start tells. */
    @Override
    public void endLeftOver(String mark) {
        var parts = mark.split(" ", 2);
        if (parts.length != 2 || parts[1].isEmpty() || !parts[0].matches("\\d{1,18}")) return;
        ProcessHandle.of(Long.parseLong(parts[0]))
                .filter(process -> ClientProcess.start(process).equals(parts[1]))
                .ifPresent(ClientProcess::end);
    }

    @Override
    public void destroy() {
        running.forEach(ClientProcess::leave);
    }
}
