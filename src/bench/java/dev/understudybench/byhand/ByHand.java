package dev.understudybench.byhand;

import dev.understudy.common.Secret;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Spring MVC, JdbcClient, the JDK's HTTP client, LiveKit's SDK, two small thread pools: one flow, and nothing else. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@ComponentScan
@ConfigurationPropertiesScan
@EnableScheduling
public class ByHand {
    /** Starts it; its settings come as {@code --hand.…}. */
    public static void main(String[] args) {
        var application = new SpringApplication(ByHand.class);
        application.setDefaultProperties(Map.of(
                "spring.config.name",
                "byhand",
                "server.tomcat.max-keep-alive-requests",
                "-1",
                "spring.task.scheduling.pool.size",
                "4",
                "server.address",
                "127.0.0.1"));
        application.run(args);
    }

    /**
     * What it is told; times are ms.
     *
     * @param livekit LiveKit's address
     * @param key LiveKit's key
     * @param secret its secret
     * @param tavus Tavus's address
     * @param tavusKey Tavus's key
     * @param database the SQLite file
     * @param grace after the last user left
     * @param workers turns side by side
     */
    @ConfigurationProperties("hand")
    public record HandSettings(
            String livekit,
            String key,
            Secret secret,
            String tavus,
            Secret tavusKey,
            String database,
            long grace,
            int workers) {}
}
