package dev.understudy.host;

import org.jspecify.annotations.Nullable;

/**
 * One of the containers of a compose service, on its way to be replaced or back.
 *
 * @param oldId of the container that is replaced
 * @param name its name, which the next one gets
 * @param ran whether it ran
 * @param policy its restart policy, which the next one gets
 * @param nextId of the container that takes its place; null before it is made
 * @param toldAt when the old worker was told to finish, UTC ms
 * @param nextToldAt when the next worker was told to finish, on the way back, UTC ms
 * @param state how far it is
 */
public record Replica(
        String oldId,
        String name,
        boolean ran,
        String policy,
        @Nullable String nextId,
        @Nullable Long toldAt,
        @Nullable Long nextToldAt,
        State state) {
    /** How far it is. */
    public enum State {
        /** The old container is in its place; what has begun is told by {@link Replicas#current}. */
        OLD,
        /** The next container was found good; the old one is told to finish, or has ended. */
        GOOD,
        /** The next container is in its place. */
        NEW,
        /** The old container is in its place again. */
        BACK
    }

    /** Whether the next worker has been found good and may be at work for people. */
    public boolean serves() {
        return state == State.GOOD || state == State.NEW;
    }

    /** Whether one of its containers is in its place for good, as far as is known. */
    public boolean rests() {
        return state == State.NEW || state == State.BACK;
    }

    /** One that nothing was done to. */
    public static Replica found(String oldId, String name, boolean ran, String policy) {
        return new Replica(oldId, name, ran, policy, null, null, null, State.OLD);
    }

    /** With this next container. */
    public Replica made(String id) {
        return new Replica(oldId, name, ran, policy, id, toldAt, nextToldAt, state);
    }

    /** The old container was made once more under another id. */
    public Replica renewed(String id) {
        return new Replica(id, name, ran, policy, nextId, toldAt, nextToldAt, state);
    }

    /** The old worker was told to finish, or never. */
    public Replica told(@Nullable Long at) {
        return new Replica(oldId, name, ran, policy, nextId, at, nextToldAt, state);
    }

    /** The next worker was told to finish, or never. */
    public Replica nextTold(@Nullable Long at) {
        return new Replica(oldId, name, ran, policy, nextId, toldAt, at, state);
    }

    /** As far as that. */
    public Replica now(State reached) {
        return new Replica(oldId, name, ran, policy, nextId, toldAt, nextToldAt, reached);
    }
}
