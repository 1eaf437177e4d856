package dev.understudy.host;

import java.util.List;

/**
 * How a container is made that is not there yet: the configured fallback, what stands between {@code docker run} and the
 * image. No name, no {@code --env-file}, no {@code --restart}: these are ours.
 *
 * @param options as for {@code docker create}: {@code --network}, {@code -p} and so on, an element each
 * @param image name and tag
 * @param command what follows the image; empty for the image's own
 */
public record FirstRun(List<String> options, String image, List<String> command) {}
