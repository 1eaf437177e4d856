package dev.understudy.alert;

/** A receiver did not take what it was told. The message is in our words; nothing of the receiver's answer is in it. */
class NotTaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotTaken(String outcome) {
        super(outcome);
    }
}
