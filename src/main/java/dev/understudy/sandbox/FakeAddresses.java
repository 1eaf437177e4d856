package dev.understudy.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the engine fills in of a running container's place in a network, as Docker 20.10 does (measured). */
final class FakeAddresses {
    /** An attachable overlay of a swarm: its id is of another kind than those of the engine's own networks. */
    static final String OVERLAY = "avatar_overlay";

    private static final String OVERLAY_ID = "o0zpabagcwte4guhkqi8nbvl4";
    private static final int HEX = 16;

    private FakeAddresses() {}

    /** The network's id, the address, and the MAC address that is made from it; in the overlay as if the address were configured. */
    static void fill(ObjectNode endpoint, String network, FakeContainer container) {
        var isOverlay = network.equals(OVERLAY);
        var third = Integer.parseInt(container.id().substring(0, 2), HEX);
        var last = Integer.parseInt(container.id().substring(2, 4), HEX);
        var address = (isOverlay ? "10.0." : "172.18.") + third + "." + last;
        endpoint.put("NetworkID", isOverlay ? OVERLAY_ID : network)
                .put("EndpointID", container.id())
                .put("IPAddress", address)
                .put(
                        "MacAddress",
                        String.format(isOverlay ? "02:42:0a:00:%02x:%02x" : "02:42:ac:12:%02x:%02x", third, last));
        if (isOverlay) endpoint.putObject("IPAMConfig").put("IPv4Address", address);
    }
}
