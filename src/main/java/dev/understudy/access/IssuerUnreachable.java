package dev.understudy.access;

/** The issuer could not be asked, or its answer makes no sense; its message holds no token. */
class IssuerUnreachable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IssuerUnreachable(String message) {
        super(message);
    }
}
