package dev.understudy.host;

/**
 * Where a rotation works on a host: everything it puts there lies beside the env file and carries its id.
 *
 * @param envFile the env file's absolute path
 * @param rotation the rotation's id
 */
public record Workplace(String envFile, String rotation) {
    /** The lock: a symbolic link whose target is the id of the rotation that holds it. */
    public static final String LOCK = ".rot.lock";

    /** Refuses what may not be part of a command. */
    public Workplace {
        Allowed.path(envFile);
        Allowed.name(rotation);
    }

    /** The folder that all of it lies in. */
    public String folder() {
        var end = envFile.lastIndexOf('/');
        return end == 0 ? "/" : envFile.substring(0, end);
    }

    /** The env file's name. */
    public String file() {
        return envFile.substring(envFile.lastIndexOf('/') + 1);
    }

    /** The new env file's path until the commit. */
    public String staged() {
        return envFile + ".rot-" + rotation;
    }

    /** The path of the old env file's copy. */
    public String previous() {
        return envFile + ".prev-" + rotation;
    }
}
