package dev.understudy.host;

/** A host at the other end of one connection. For one thread at a time. */
public interface Host extends AutoCloseable {
    /**
     * Runs a command and waits until it was seen to end, with whatever exit code.
     *
     * @throws HostTrouble.ConnectionLost when the connection ended first: the command may go on, so look before trusting anything
     * @throws HostTrouble.CommandTimedOut when it took longer than it may: the same
     */
    CommandResult run(Command command);

    @Override
    void close();
}
