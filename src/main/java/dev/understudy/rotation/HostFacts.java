package dev.understudy.rotation;

import dev.understudy.common.Problem;
import dev.understudy.container.Strategy;
import dev.understudy.host.ComposeProject;
import dev.understudy.host.Replica;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a rotation has to remember of a host, before it changes anything there. No value of a key is in it.
 *
 * @param strategy how the container is replaced, and null before that is known
 * @param reason why so
 * @param oldId of the container that is replaced; null when there is none
 * @param oldRan whether it ran
 * @param image its image's digest
 * @param policy its restart policy, which the next one gets
 * @param oldSha the env file's checksum before
 * @param newSha the env file's checksum after
 * @param nextId of the container that takes its place
 * @param verified the moment of its start, as Docker writes it, that was found good
 * @param toldAt when the old worker was told to finish, UTC ms
 * @param touched whether something may have been changed on the host
 * @param committed whether the new env file is in place
 * @param compose the compose project that owns the container; null when none does
 * @param problem why it goes back; null while it goes forward
 * @param env what was seen of the container's variables and its env file; nothing before that was looked at
 */
public record HostFacts(
        @Nullable String strategy,
        @Nullable String reason,
        @Nullable String oldId,
        boolean oldRan,
        @Nullable String image,
        @Nullable String policy,
        @Nullable String oldSha,
        @Nullable String newSha,
        @Nullable String nextId,
        @Nullable String verified,
        @Nullable Long toldAt,
        boolean touched,
        boolean committed,
        @Nullable ComposeProject compose,
        @Nullable Problem problem,
        @Nullable EnvSeen env) {
    /** Of facts that are older than it a store has nothing. */
    @Override
    public EnvSeen env() {
        return Objects.requireNonNullElse(env, EnvSeen.NOTHING);
    }

    static final HostFacts NONE = new HostFacts(
            null,
            null,
            null,
            false,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            false,
            false,
            null,
            null,
            EnvSeen.NOTHING);

    /** Seen before anything is changed. */
    static HostFacts seen(String strategy, String reason, Old old, Shas shas) {
        return new HostFacts(
                strategy,
                reason,
                old.id(),
                old.ran(),
                old.image(),
                old.policy(),
                shas.old(),
                shas.next(),
                null,
                null,
                null,
                false,
                false,
                null,
                null,
                EnvSeen.NOTHING);
    }

    /** The container that is replaced. */
    record Old(@Nullable String id, boolean ran, @Nullable String image, String policy) {}

    /** The env file before and after. */
    record Shas(String old, String next) {}

    HostFacts touch(boolean now) {
        return new HostFacts(
                strategy, reason, oldId, oldRan, image, policy, oldSha, newSha, nextId, verified, toldAt, now,
                committed, compose, problem, env);
    }

    HostFacts made(@Nullable String next) {
        return new HostFacts(
                strategy, reason, oldId, oldRan, image, policy, oldSha, newSha, next, verified, toldAt, touched,
                committed, compose, problem, env);
    }

    HostFacts found(String startedAt) {
        return new HostFacts(
                strategy, reason, oldId, oldRan, image, policy, oldSha, newSha, nextId, startedAt, toldAt, touched,
                committed, compose, problem, env);
    }

    /** The container that was verified with the staged file is followed by one that finds the file in its place; that is not verified yet. */
    HostFacts follow(String next) {
        var before = env().interimId() == null ? env().interim(nextId) : env();
        return new HostFacts(
                strategy, reason, oldId, oldRan, image, policy, oldSha, newSha, next, null, toldAt, touched, committed,
                compose, problem, before);
    }

    /** What was seen of its variables. */
    HostFacts of(EnvSeen seen) {
        return new HostFacts(
                strategy, reason, oldId, oldRan, image, policy, oldSha, newSha, nextId, verified, toldAt, touched,
                committed, compose, problem, seen);
    }

    /** The old container was made once more. */
    HostFacts renewed(String old) {
        return new HostFacts(
                strategy, reason, old, oldRan, image, policy, oldSha, newSha, nextId, verified, toldAt, touched,
                committed, compose, problem, env);
    }

    /** One of a compose service's containers is worked on now: as it is, or the other way round. */
    HostFacts turnedTo(Replica one, boolean isForward) {
        var id = isForward ? one.oldId() : one.nextId();
        var told = isForward ? one.toldAt() : one.nextToldAt();
        var next = one.nextId();
        var ran = one.ran();
        var its = one.policy();
        return new HostFacts(
                strategy, reason, id, ran, image, its, oldSha, newSha, next, null, told, touched, committed, compose,
                problem, env);
    }

    HostFacts told(long at) {
        return new HostFacts(
                strategy, reason, oldId, oldRan, image, policy, oldSha, newSha, nextId, verified, at, touched,
                committed, compose, problem, env);
    }

    HostFacts commit() {
        return new HostFacts(
                strategy, reason, oldId, oldRan, image, policy, oldSha, newSha, nextId, verified, toldAt, touched, true,
                compose, problem, env);
    }

    /** It goes back because of this; null: it goes forward. */
    HostFacts back(@Nullable Problem why) {
        return new HostFacts(
                strategy, reason, oldId, oldRan, image, policy, oldSha, newSha, nextId, verified, toldAt, touched,
                committed, compose, why, env);
    }

    HostFacts of(@Nullable ComposeProject project) {
        return new HostFacts(
                strategy, reason, oldId, oldRan, image, policy, oldSha, newSha, nextId, verified, toldAt, touched,
                committed, project, problem, env);
    }

    /** The restart policy; no when there was none. */
    String policyOrNo() {
        return policy == null ? "no" : policy;
    }

    /** Whether the container that was verified with the staged file is followed by one that finds it in its place. */
    boolean isToFollow() {
        return env().isMounted() && Strategy.OVERLAP.code().equals(strategy);
    }

    boolean isBack() {
        return problem != null;
    }
}
