package dev.understudy.rotation;

/**
 * What is waited for in a loop of the route.
 *
 * @param line the journal's, which is completed in the end
 * @param since when it began, UTC ms
 * @param seenAt when what is waited for was first seen, UTC ms; 0 for not yet
 * @param isOver whether there is nothing to wait for any more
 */
record Watching(long line, long since, long seenAt, boolean isOver) {
    static final Watching NOTHING = new Watching(0, 0, 0, true);

    static Watching begun(long line, long since) {
        return new Watching(line, since, 0, false);
    }

    Watching seen(long at) {
        return new Watching(line, since, at, isOver);
    }

    Watching over() {
        return new Watching(line, since, seenAt, true);
    }
}
