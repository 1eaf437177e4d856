package dev.understudy.backendlog;

/** Who is to hear what a log says of keys. */
interface Words {
    /** What an answer had. */
    void of(Tally tally);
}
