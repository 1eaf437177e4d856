package dev.understudy.container;

/** What a container's first network is: a name, an id, or one of the words that are none. */
record NetworkMode(String text) {
    private static final String DEFAULT_NETWORK = "bridge";

    /** True in another container's network. */
    boolean isContainer() {
        return text.startsWith("container:");
    }

    /** True in the host's own network. */
    boolean isHost() {
        return text.equals("host");
    }

    /** True when there is no endpoint of its own to be described. */
    boolean isEndpointless() {
        return isContainer() || isHost() || text.equals("none");
    }

    /** True when this network is the one that is meant. */
    boolean means(String name, String id) {
        var first = text.isEmpty() || text.equals("default") ? DEFAULT_NETWORK : text;
        return first.equals(name) || first.length() >= 12 && id.startsWith(first);
    }

    /** Docker's default network gives no names and no chosen addresses. */
    static boolean isDefault(String network) {
        return network.equals(DEFAULT_NETWORK);
    }
}
