package dev.understudy.common;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
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
    Node node(@Value("${understudy.node:}") String name, @Value("${server.port:8080}") int port)
            throws UnknownHostException {
        return new Node(name.isBlank() ? InetAddress.getLocalHost().getHostName() + ":" + port : name);
    }
}
