package dev.understudy.management;

import dev.understudy.common.Node;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Shows the MBeans as long as the application runs. A second application in the same JVM gets its node's name beside its own. */
@Component
class Registration implements SmartLifecycle {
    private static final String NAME = "dev.understudy:type=";
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final Map<String, Object> beans;
    private final Node node;
    private final List<ObjectName> registered = new ArrayList<>();

    Registration(SessionsMXBean sessions, RotationsMXBean rotations, CredentialsMXBean credentials, Node node) {
        beans = Map.of("Sessions", sessions, "Rotations", rotations, "Credentials", credentials);
        this.node = node;
    }

    @Override
    public synchronized void start() {
        beans.forEach(this::register);
    }

    @Override
    public synchronized void stop() {
        registered.forEach(this::unregister);
        registered.clear();
    }

    @Override
    public synchronized boolean isRunning() {
        return !registered.isEmpty();
    }

    /** Not by asking first whether the name is free: two that start at the same moment would both hear yes. */
    private void register(String type, Object bean) {
        try {
            try {
                register(bean, NAME + type);
            } catch (InstanceAlreadyExistsException e) {
                register(bean, NAME + type + ",node=" + ObjectName.quote(node.name()));
            }
        } catch (JMException e) {
            throw new IllegalStateException("the MBean of " + type + " could not be registered", e);
        }
    }

    private void register(Object bean, String name) throws JMException {
        var whole = new ObjectName(name);
        server.registerMBean(bean, whole);
        registered.add(whole);
    }

    private void unregister(ObjectName name) {
        try {
            server.unregisterMBean(name);
        } catch (JMException e) {
            throw new IllegalStateException("the MBean " + name + " is gone already", e);
        }
    }
}
