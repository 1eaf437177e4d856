package dev.understudy.sandbox;

import java.util.Optional;

/** The simulated host's disk: one folder, with an env file as the backend's deployment leaves it. */
@Simulated
class HostFiles {
    static final String FOLDER = "/srv/avatar";
    static final String ENV = ".env";
    private static final String TEXT = """
            # the avatar backend
            LIVEKIT_URL=ws://127.0.0.1:7880
            AVATAR_PROVIDER=tavus
            TAVUS_API_KEY=sandbox-tavus-key-1
            TAVUS_REPLICA_ID=sandbox-face
            TAVUS_PERSONA_ID=sandbox-pal
            """;
    private final HostFolder folder = new HostFolder(FOLDER);

    HostFiles() {
        folder.put(ENV, HostFile.ours(HostAnswer.bytes(TEXT)));
    }

    /** The folder of that path; empty when there is none. */
    Optional<HostFolder> folder(String path) {
        return path.equals(FOLDER) ? Optional.of(folder) : Optional.empty();
    }

    /** The file of that path; empty when there is none. */
    Optional<HostFile> file(String path) {
        var end = path.lastIndexOf('/');
        return end < 0
                ? Optional.empty()
                : folder(path.substring(0, end)).flatMap(it -> it.file(path.substring(end + 1)));
    }

    HostFolder only() {
        return folder;
    }
}
