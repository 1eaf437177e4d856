package dev.understudy.web;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * What a request may cost.
 *
 * @param bodyLimit the largest body of a path that has no limit of its own
 * @param bodyLimits limits by the beginning of the path; the first that fits counts
 * @param bodyDeadline how long a body may take to arrive, from its first byte to its last
 * @param bodyReaders how many callers at once may let us wait for their bodies
 * @param bodyReadersPerAddress how many of them may have the same address
 * @param linger how long a caller whose connection ends with a refusal may go on sending, so that it can read the refusal
 */
@ConfigurationProperties("understudy.web")
public record WebSettings(
        DataSize bodyLimit,
        List<PathLimit> bodyLimits,
        Duration bodyDeadline,
        int bodyReaders,
        int bodyReadersPerAddress,
        Duration linger) {

    /** The largest body for this path, in bytes. */
    public long limitFor(String path) {
        return bodyLimits.stream()
                .filter(limit -> limit.covers(path))
                .findFirst()
                .map(PathLimit::limit)
                .orElse(bodyLimit)
                .toBytes();
    }

    /**
     * A limit for one part of the paths.
     *
     * @param path its beginning, whole segments: {@code /twirp} covers {@code /twirp/a} but not {@code /twirps}
     * @param limit the largest body
     */
    public record PathLimit(String path, DataSize limit) {
        boolean covers(String asked) {
            return asked.equals(path) || asked.startsWith(path + "/");
        }
    }
}
