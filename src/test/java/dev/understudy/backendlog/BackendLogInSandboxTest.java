package dev.understudy.backendlog;

import dev.understudy.sandbox.BareWatchedHost;
import java.nio.file.Path;

/** On the sandbox's host, over SSH in this JVM. */
class BackendLogInSandboxTest extends BackendLogContract {
    @Override
    WatchedHost open(Path folder) {
        return new BareWatchedHost(folder.resolve("ssh"));
    }
}
