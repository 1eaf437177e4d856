package dev.understudy.management;

import dev.understudy.common.Node;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Shows the MBean as long as the application runs. A second application in the same JVM gets its node's name beside it. */
@Component
class Registration implements SmartLifecycle {
    private static final String NAME = "dev.understudy:type=Sessions";
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final SessionsMXBean sessions;
    private final Node node;
    private volatile boolean running;
    private ObjectName name;

    Registration(SessionsMXBean sessions, Node node) throws JMException {
        this.sessions = sessions;
        this.node = node;
        name = new ObjectName(NAME);
    }

    @Override
    public synchronized void start() {
        try {
            if (server.isRegistered(name)) name = new ObjectName(NAME + ",node=" + ObjectName.quote(node.name()));
            server.registerMBean(sessions, name);
            running = true;
        } catch (JMException e) {
            throw new IllegalStateException("the MBean " + name + " could not be registered", e);
        }
    }

    @Override
    public synchronized void stop() {
        try {
            server.unregisterMBean(name);
        } catch (JMException e) {
            throw new IllegalStateException("the MBean " + name + " is gone already", e);
        } finally {
            running = false;
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
