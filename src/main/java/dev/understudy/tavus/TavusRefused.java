package dev.understudy.tavus;

/** Tavus answered, and the answer is no. The kinds are the branches of routes/avatar.camel.yaml. */
public abstract sealed class TavusRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private TavusRefused(String message) {
        super(message);
    }

    /** 401 or 403, and Tavus says itself that the key is not accepted. */
    public static final class TavusKeyRejected extends TavusRefused {
        private static final long serialVersionUID = 1L;

        TavusKeyRejected() {
            super("Tavus does not accept the key");
        }
    }

    /** 401 or 403 without Tavus's words on the key: a proxy, a firewall, or something new. Nothing was made. */
    public static final class TavusUnclear extends TavusRefused {
        private static final long serialVersionUID = 1L;

        TavusUnclear(int status) {
            super("HTTP " + status + ", but not in Tavus's words: something in between?");
        }
    }

    /** 402: no conversational credits left. */
    public static final class TavusOutOfCredits extends TavusRefused {
        private static final long serialVersionUID = 1L;

        TavusOutOfCredits() {
            super("Tavus says that the account is out of credits");
        }
    }

    /** 400 with "concurrent": as many conversations as the account may have at once. */
    public static final class TavusFull extends TavusRefused {
        private static final long serialVersionUID = 1L;

        TavusFull() {
            super("Tavus says that the account has its maximum of concurrent conversations");
        }
    }

    /** Any other 4xx: a face or a PAL that Tavus does not know, most of all. */
    public static final class TavusMisconfigured extends TavusRefused {
        private static final long serialVersionUID = 1L;

        TavusMisconfigured(int status) {
            super("Tavus does not accept the request (HTTP " + status + "): is the face or the PAL right?");
        }
    }

    /** 429 or 5xx: not now. */
    public static final class TavusBusy extends TavusRefused {
        private static final long serialVersionUID = 1L;

        TavusBusy(int status) {
            this("HTTP " + status);
        }

        /** Says why. */
        public TavusBusy(String why) {
            super("Tavus cannot now (" + why + ")");
        }
    }

    /** The breaker is open: nobody was asked. */
    public static final class TavusNotAsked extends TavusRefused {
        private static final long serialVersionUID = 1L;

        /** Says so. */
        public TavusNotAsked() {
            super("Tavus is not asked: the breaker is open");
        }
    }
}
