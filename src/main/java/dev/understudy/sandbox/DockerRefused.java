package dev.understudy.sandbox;

/** The simulated engine says no, in Docker's words. */
final class DockerRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private final int status;

    /** Its API answers with that HTTP status. */
    DockerRefused(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }

    /** Whether it is because something is not there. */
    boolean isMissing() {
        return status == NOT_FOUND;
    }

    String said() {
        return String.valueOf(getMessage());
    }

    static DockerRefused noContainer(String asked) {
        return new DockerRefused(NOT_FOUND, "No such container: " + asked);
    }

    static DockerRefused noImage(String asked) {
        return new DockerRefused(NOT_FOUND, "No such image: " + asked);
    }

    static DockerRefused nameTaken(FakeContainer by) {
        return new DockerRefused(
                CONFLICT,
                "Conflict. The container name \"/" + by.name() + "\" is already in use by container \"" + by.id()
                        + "\". You have to remove (or rename) that container to be able to reuse that name.");
    }

    static DockerRefused notRunning(FakeContainer container) {
        return new DockerRefused(CONFLICT, "Container " + container.id() + " is not running");
    }
}
