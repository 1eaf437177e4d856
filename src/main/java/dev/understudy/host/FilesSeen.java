package dev.understudy.host;

import java.util.HashMap;
import java.util.Map;

/**
 * What {@link EnvFileCommands#look} saw; a checksum is empty when there is no such file.
 *
 * @param env the env file's checksum
 * @param previous its copy's
 * @param staged the new file's
 * @param lock the rotation that holds the lock; empty when nobody does
 * @param problem what forbids working there, in words; empty when nothing does
 */
public record FilesSeen(String env, String previous, String staged, String lock, String problem) {
    /** Reads lines {@code name=value}. */
    public static FilesSeen parse(String text) {
        var said = new HashMap<String, String>();
        text.lines().filter(line -> line.contains("=")).forEach(line -> {
            var parts = line.split("=", 2);
            said.put(parts[0], parts[1]);
        });
        return new FilesSeen(
                said.getOrDefault("env", ""),
                said.getOrDefault("previous", ""),
                said.getOrDefault("staged", ""),
                said.getOrDefault("lock", ""),
                problem(said));
    }

    private static String problem(Map<String, String> said) {
        var user = said.getOrDefault("user", "");
        var owner = said.getOrDefault("owner", "");
        if (!said.getOrDefault("link", "").isEmpty()) return "the env file is a symbolic link: name the file itself";
        if (!"yes".equals(said.get("writable"))) return "our account may not write in the env file's folder";
        if (!user.equals("0") && !owner.isEmpty() && !owner.equals(user))
            return "the env file belongs to user " + owner + " and we log in as user " + user
                    + ": it would change hands";
        return "";
    }
}
