package dev.understudy.backendlog;

/** A text that counts how often it is looked at: what a pattern costs, on any machine. */
final class Counted implements CharSequence {
    private final String text;
    private long looks;

    Counted(String text) {
        this.text = text;
    }

    long looks() {
        return looks;
    }

    @Override
    public char charAt(int index) {
        looks++;
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
