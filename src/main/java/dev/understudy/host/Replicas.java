package dev.understudy.host;

import dev.understudy.host.Replica.State;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The containers of a compose service that a rotation replaces, one after the other.
 *
 * @param all in the order of their numbers
 * @param current which of them is worked on; -1 before the first
 * @param beside whether the next one starts beside the old one; otherwise the old one ends first
 * @param hash of what compose makes of its files now, which goes on the next ones' labels; null to leave theirs
 */
public record Replicas(
        List<Replica> all,
        int current,
        boolean beside,
        @Nullable String hash) {
    /** Keeps its own list. */
    public Replicas {
        all = List.copyOf(all);
    }

    /** Those that were found. */
    public static Replicas found(List<Replica> all, boolean beside) {
        return new Replicas(all, -1, beside, null);
    }

    /** The one that is worked on; fails before the first. */
    public Replica now() {
        return all.get(current);
    }

    /** The first that is not replaced yet. */
    public OptionalInt next() {
        return IntStream.range(0, all.size())
                .filter(each ->
                        all.get(each).state() == State.OLD || all.get(each).state() == State.GOOD)
                .findFirst();
    }

    /** The last that is to be put back: those were touched that were replaced, and the one that is worked on. */
    public OptionalInt toRestore() {
        return IntStream.range(0, all.size())
                .map(each -> all.size() - 1 - each)
                .filter(each -> all.get(each).serves()
                        || each == current && all.get(each).state() == State.OLD)
                .findFirst();
    }

    /** Whether every next worker has been found good. */
    public boolean proven() {
        return all.stream().allMatch(Replica::serves);
    }

    /** That one is worked on now. */
    public Replicas turnTo(int index) {
        return new Replicas(all, index, beside, hash);
    }

    /** The one that is worked on has changed. */
    public Replicas change(UnaryOperator<Replica> how) {
        var changed = new ArrayList<>(all);
        changed.set(current, how.apply(now()));
        return new Replicas(changed, current, beside, hash);
    }

    /** With that hash. */
    public Replicas hashed(@Nullable String label) {
        return new Replicas(all, current, beside, label);
    }
}
