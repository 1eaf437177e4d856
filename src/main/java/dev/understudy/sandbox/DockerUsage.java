package dev.understudy.sandbox;

/** The simulated {@code docker} does not understand its arguments. */
final class DockerUsage extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int NOT_UNDERSTOOD = 125;
    private final int exit;

    private DockerUsage(int exit, String message) {
        super(message, null, false, false);
        this.exit = exit;
    }

    static DockerUsage unknownCommand(String command) {
        return new DockerUsage(
                1, "docker: unknown command: docker " + command + "\n\nRun 'docker --help' for more information");
    }

    static DockerUsage notSimulated(String command) {
        return of(command, "this form of docker " + command + " is not simulated");
    }

    static DockerUsage of(String command, String problem) {
        return new DockerUsage(
                NOT_UNDERSTOOD, problem + "\n\nRun 'docker " + command + " --help' for more information");
    }

    HostAnswer answer() {
        return HostAnswer.bad(exit, String.valueOf(getMessage()));
    }
}
