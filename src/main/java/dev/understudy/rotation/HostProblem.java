package dev.understudy.rotation;

import dev.understudy.common.Problem;
import dev.understudy.common.Refused;
import dev.understudy.host.HostTrouble;

/** What a host's trouble is called in problems, by whomever it is met. */
public final class HostProblem {
    private HostProblem() {}

    /** As an answer to a call: 503 where trying again may help, 502 where somebody has to look after the host or its key first. */
    static Refused answer(String host, HostTrouble trouble) {
        var isTime = trouble instanceof HostTrouble.Unreachable
                || trouble instanceof HostTrouble.ConnectionLost
                || trouble instanceof HostTrouble.CommandTimedOut;
        return Problem.of(isTime ? 503 : 502, code(trouble), title(trouble), host + ": " + trouble.getMessage() + ".")
                .refused();
    }

    /** Its code. */
    public static String code(HostTrouble trouble) {
        if (trouble instanceof HostTrouble.HostKeyUnknown) return "host-key-unknown";
        if (trouble instanceof HostTrouble.HostKeyChanged) return "host-key-changed";
        if (trouble instanceof HostTrouble.HostKeyRevoked) return "host-key-revoked";
        if (trouble instanceof HostTrouble.HostCertificateRefused) return "host-certificate-refused";
        if (trouble instanceof HostTrouble.LoginRefused) return "host-login-refused";
        return trouble instanceof HostTrouble.Unreachable ? "host-unreachable" : "host-answer-lost";
    }

    /** The same for people. */
    public static String title(HostTrouble trouble) {
        if (trouble instanceof HostTrouble.HostKeyUnknown) return "The host's key is not known";
        if (trouble instanceof HostTrouble.HostKeyChanged) return "The host shows another key than it had";
        if (trouble instanceof HostTrouble.HostKeyRevoked) return "The host shows a key that is revoked";
        if (trouble instanceof HostTrouble.HostCertificateRefused) return "The host's certificate is not valid";
        if (trouble instanceof HostTrouble.LoginRefused) return "The host does not let us in";
        return trouble instanceof HostTrouble.Unreachable ? "The host cannot be reached" : "The host's answer was lost";
    }
}
