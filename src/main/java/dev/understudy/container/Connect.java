package dev.understudy.container;

import dev.understudy.host.Allowed;

/**
 * A further network that the next container is connected to before it starts.
 *
 * @param network its id, or its name
 * @param body of the request, JSON
 */
public record Connect(String network, byte[] body) {
    /** Refuses what may not be part of a path. */
    public Connect {
        Allowed.name(network);
    }

    /** Where the request goes. */
    public String path() {
        return "/networks/" + network + "/connect";
    }
}
