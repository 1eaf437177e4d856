package dev.understudy.container;

/** An entry of a container's environment as the engine keeps it: {@code NAME=value}; a bare name takes the image's away. */
record Variable(String entry) {
    String name() {
        var end = entry.indexOf('=');
        return end < 0 ? entry : entry.substring(0, end);
    }

    String value() {
        return isSet() ? entry.substring(name().length() + 1) : "";
    }

    boolean isSet() {
        return entry.indexOf('=') >= 0;
    }

    /** Its value may be a key. */
    @Override
    public String toString() {
        return name();
    }
}
