package dev.understudy.rotation;

/** From where on a host can only be led forward. */
final class PastReturn {
    private PastReturn() {}

    /**
     * Whether there is no way back any more: the new env file is in place, the next container was found good with it, and the old
     * worker was told to finish, or there is none; of a compose service when all next ones were found good.
     */
    static boolean is(HostFacts facts) {
        var replicas = facts.compose() == null ? null : facts.compose().replicas();
        if (replicas != null && !replicas.all().isEmpty()) return facts.committed() && replicas.proven();
        var isProven = facts.committed() && facts.verified() != null && facts.compose() == null;
        return isProven && (facts.toldAt() != null || facts.oldId() == null);
    }
}
