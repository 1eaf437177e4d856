package dev.understudy.sandbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be wrong with the Docker host and the container on it; one at a time. */
enum HostFault {
    /** All is well. */
    NONE,
    /** Nobody answers at its port, and connections that were open are cut. */
    UNREACHABLE,
    /** It shows another host key to whoever connects. */
    WRONG_HOST_KEY,
    /** A connection is cut in the middle of a changing command, which is carried out all the same; once for each such command. */
    CUT_MID_STEP,
    /** Each command takes longer. */
    SLOW,
    /** The env file can be neither copied nor uploaded: no space left on the device. */
    DISK_FULL,
    /** No container can be created: the image is gone. */
    NO_SUCH_IMAGE,
    /** Looking at a container prints what no Docker would: a host that was taken over. */
    INSPECT_NONSENSE,
    /** The worker of a container started now never registers. */
    NEVER_REGISTERS,
    /** The worker of a container started now registers, and then Tavus refuses its key. */
    REGISTERS_THEN_401,
    /** The worker of a container started now registers, and then OpenAI refuses its key, which nobody rotates. */
    REGISTERS_THEN_OTHERS_401;

    /** All that there are, in words. */
    static String names() {
        return "There are "
                + String.join(", ", Arrays.stream(values()).map(HostFault::wire).toList()) + ".";
    }

    /** As it is written in {@code PUT /sandbox/faults}, for example {@code cut-mid-step}. */
    String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The fault of that name; empty when there is none. */
    static Optional<HostFault> named(String wire) {
        return Arrays.stream(values())
                .filter(fault -> fault.wire().equals(wire))
                .findFirst();
    }
}
