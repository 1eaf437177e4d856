package dev.understudy.conventions;

import java.io.IOException;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Everything that a process shows by JMX: all attributes of all MBeans, and what Camel's dumps say. */
final class MBeans {
    private static final Set<String> DUMPS = Set.of(
            "dumpRoutesAsXml",
            "dumpRouteAsXml",
            "dumpRoutesAsYaml",
            "dumpRouteAsYaml",
            "dumpRoutesStatsAsXml",
            "dumpStructuredRoutesStatsAsXml",
            "dumpRoutesCoverageAsXml",
            "dumpProcessorAsXml",
            "dumpEffectiveConfiguration",
            "informationJson",
            "listEndpoints",
            "endpointStatistics",
            "browse");
    private final MBeanServerConnection server;
    private final BiConsumer<String, String> seen;
    private int count;

    private MBeans(MBeanServerConnection server, BiConsumer<String, String> seen) {
        this.server = server;
        this.seen = seen;
    }

    /** Reads them all by JMX's own protocol; says how many attributes and dumps there were. */
    static int walk(int port, BiConsumer<String, String> seen) throws IOException, JMException {
        var address = new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + port + "/jmxrmi");
        try (var connector = JMXConnectorFactory.connect(address)) {
            var walk = new MBeans(connector.getMBeanServerConnection(), seen);
            for (var name : walk.server.queryNames(null, null)) walk.visit(name);
            return walk.count;
        }
    }

    private void visit(ObjectName name) throws IOException, JMException {
        var info = server.getMBeanInfo(name);
        tell(name.toString(), name.toString());
        for (var attribute : info.getAttributes()) read(name, attribute);
        for (var operation : info.getOperations()) dump(name, operation);
    }

    private void read(ObjectName name, MBeanAttributeInfo attribute) throws IOException {
        if (!attribute.isReadable()) return;
        try {
            tell(name + " " + attribute.getName(), text(server.getAttribute(name, attribute.getName())));
        } catch (JMException | RuntimeException e) {
            tell(name + " " + attribute.getName(), String.valueOf(e));
        }
    }

    private void dump(ObjectName name, MBeanOperationInfo operation) throws IOException {
        var signature = operation.getSignature();
        var flags = Arrays.stream(signature).allMatch(p -> p.getType().equals("boolean"));
        if (!DUMPS.contains(operation.getName()) || !flags) return;
        var types = Arrays.stream(signature).map(p -> p.getType()).toArray(String[]::new);
        var no = new Object[signature.length];
        Arrays.fill(no, false);
        try {
            tell(name + " " + operation.getName(), text(server.invoke(name, operation.getName(), no, types)));
        } catch (JMException | RuntimeException e) {
            tell(name + " " + operation.getName(), String.valueOf(e));
        }
    }

    private void tell(String where, String what) {
        count++;
        seen.accept(where, what);
    }

    private static String text(Object value) {
        if (value instanceof CompositeData data) return texts(new ArrayList<>(data.values()));
        if (value instanceof TabularData data) return texts(new ArrayList<>(data.values()));
        if (value != null && value.getClass().isArray()) return texts(elements(value));
        return String.valueOf(value);
    }

    private static List<Object> elements(Object array) {
        var elements = new ArrayList<>();
        for (var i = 0; i < Array.getLength(array); i++) elements.add(Array.get(array, i));
        return elements;
    }

    private static String texts(List<?> values) {
        return values.stream().map(MBeans::text).toList().toString();
    }
}
