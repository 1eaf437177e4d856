package dev.understudy.host;

import java.io.IOException;
import java.util.List;
import org.apache.sshd.agent.SshAgent;
import org.apache.sshd.agent.SshAgentFactory;
import org.apache.sshd.agent.SshAgentServer;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.Session;

/**
 * Gives MINA the one agent that we have; nothing is forwarded to hosts.
 *
 * @param agent connected to, whenever somebody logs in
 */
record UnixAgentFactory(Source agent) implements SshAgentFactory {
    /** Where a connection to the agent comes from. */
    interface Source {
        /** One, new or old. */
        UnixAgent connect() throws IOException;
    }

    @Override
    public List<ChannelFactory> getChannelForwardingFactories(FactoryManager manager) {
        return List.of();
    }

    @Override
    public SshAgent createClient(Session session, FactoryManager manager) throws IOException {
        return agent.connect();
    }

    @Override
    public SshAgentServer createServer(ConnectionService service) {
        throw new UnsupportedOperationException("no agent is forwarded");
    }
}
