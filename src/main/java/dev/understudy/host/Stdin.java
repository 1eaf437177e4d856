package dev.understudy.host;

/** What a command reads. It may be a key, so it shows its length only. */
public final class Stdin {
    /** Nothing: the end at once. */
    public static final Stdin NONE = new Stdin(new byte[0], false);

    private final byte[] bytes;
    private final boolean staysOpen;

    private Stdin(byte[] bytes, boolean staysOpen) {
        this.bytes = bytes.clone();
        this.staysOpen = staysOpen;
    }

    /** These bytes, then the end. */
    public static Stdin of(byte[] bytes) {
        return new Stdin(bytes, false);
    }

    /** These bytes and no end until the command ends by itself: for {@code docker system dial-stdio}, whose end would hang up. */
    public static Stdin open(byte[] bytes) {
        return new Stdin(bytes, true);
    }

    /** The bytes themselves: for the one who sends them. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Whether the end is not told before the command has ended. */
    public boolean staysOpen() {
        return staysOpen;
    }

    @Override
    public String toString() {
        return "[" + bytes.length + " bytes]";
    }
}
