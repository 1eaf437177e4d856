package dev.understudy.host;

/** What keeps us from a host, or from knowing what became of a command there. Messages name the host, never a value. */
public abstract sealed class HostTrouble extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private HostTrouble(String message) {
        super(message);
    }

    /** Nobody answers, or not in time. */
    public static final class Unreachable extends HostTrouble {
        private static final long serialVersionUID = 1L;

        /** Says which host and why. */
        public Unreachable(String message) {
            super(message);
        }
    }

    /** known_hosts has no key of this host. */
    public static final class HostKeyUnknown extends HostTrouble {
        private static final long serialVersionUID = 1L;

        /** Says which host, and the fingerprint that it showed. */
        public HostKeyUnknown(String message) {
            super(message);
        }
    }

    /** The host proves itself with a certificate of an authority that is known, which is not valid; its bare key is not known. */
    public static final class HostCertificateRefused extends HostTrouble {
        private static final long serialVersionUID = 1L;

        /** Says which host, and what is wrong with it. */
        public HostCertificateRefused(String message) {
            super(message);
        }
    }

    /** known_hosts has this key, or the authority of this certificate, as revoked. */
    public static final class HostKeyRevoked extends HostTrouble {
        private static final long serialVersionUID = 1L;

        /** Says which host, and the fingerprint that it showed. */
        public HostKeyRevoked(String message) {
            super(message);
        }
    }

    /** known_hosts has another key of this host: somebody may be in between. */
    public static final class HostKeyChanged extends HostTrouble {
        private static final long serialVersionUID = 1L;

        /** Says which host, and the fingerprint that it showed. */
        public HostKeyChanged(String message) {
            super(message);
        }
    }

    /** The host takes none of our keys, or we have none that can be read. */
    public static final class LoginRefused extends HostTrouble {
        private static final long serialVersionUID = 1L;

        /** Says which host and why. */
        public LoginRefused(String message) {
            super(message);
        }
    }

    /** The connection ended before the command did: whether it was carried out is not known. */
    public static final class ConnectionLost extends HostTrouble {
        private static final long serialVersionUID = 1L;

        /** Says which host. */
        public ConnectionLost(String message) {
            super(message);
        }
    }

    /** The command took longer than it may: whether it was carried out is not known. */
    public static final class CommandTimedOut extends HostTrouble {
        private static final long serialVersionUID = 1L;

        /** Says which program, on which host. */
        public CommandTimedOut(String message) {
            super(message);
        }
    }
}
