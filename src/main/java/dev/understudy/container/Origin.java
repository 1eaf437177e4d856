package dev.understudy.container;

/** How a container got a variable. */
public enum Origin {
    /** The image has it so. */
    IMAGE("image"),
    /** Its value is the env file's. */
    ENV_FILE("env-file"),
    /** The program reads the env file itself, which is mounted; the container's own environment lacks it. */
    MOUNTED_FILE("mounted-file"),
    /** By {@code -e}, or from an env file as that was once. */
    OPTION("-e"),
    /** By Compose: its {@code environment}, its caller's shell, or an env file as that was once. */
    COMPOSE("compose"),
    /** Not at all: only the file has it. */
    NONE("not-given");

    private final String code;

    Origin(String code) {
        this.code = code;
    }

    /** As the API has it. */
    public String code() {
        return code;
    }
}
