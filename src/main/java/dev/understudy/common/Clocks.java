package dev.understudy.common;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one clock and the node's name; tests put their own in their place. */
@Configuration(proxyBeanMethods = false)
class Clocks {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Given, or made of the host's name and the port: two nodes never have the same. */
    @Bean
    Node node(@Value("${understudy.node:}") String name, @Value("${server.port:8080}") int port) {
        return new Node(name.isBlank() ? host() + ":" + port : name);
    }

    /** A host whose name does not resolve (a container without a network) still has the name, or gets one of its own. */
    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            var name = System.getenv("HOSTNAME");
            return name == null || name.isBlank() ? UUID.randomUUID().toString() : name;
        }
    }
}
