package dev.understudy.sandbox;

import java.util.Arrays;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorMvcAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Profile;

/**
 * The simulators alone in a process of their own: no Camel, no database, nothing else of the application, and none of its
 * configuration files. Started by {@code --understudy.sandbox.only=world}; crash tests, chaos and benchmarks use it so.
 */
@Profile("world")
@SpringBootConfiguration(proxyBeanMethods = false)
@ComponentScan
@EnableConfigurationProperties(SandboxSettings.class)
@ImportAutoConfiguration({
    ConfigurationPropertiesAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    ServletWebServerFactoryAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    ErrorMvcAutoConfiguration.class
})
public class World {
    private static final Logger log = LoggerFactory.getLogger(World.class);
    private static final String ONLY = "--understudy.sandbox.only=world";

    /** What holds unless the arguments or the environment say otherwise. */
    private static final Map<String, Object> DEFAULTS = Map.of(
            "server.address", "127.0.0.1",
            "server.port", "7900",
            "spring.config.name", "world",
            "spring.jmx.enabled", "false",
            "spring.mvc.problemdetails.enabled", "true",
            // it would eat the body of a PUT sent by a plain curl -d
            "spring.mvc.formcontent.filter.enabled", "false",
            "server.tomcat.max-keep-alive-requests", "-1",
            "logging.level.root", "warn",
            // that connections to the simulated host break is part of the play
            "logging.level.org.apache.sshd", "off",
            "logging.level.dev.understudy", "info");

    /** True when the arguments ask for the simulators alone. */
    public static boolean wanted(String... args) {
        return Arrays.asList(args).contains(ONLY);
    }

    /** Starts the simulators; settings come from the arguments ({@code --understudy.sandbox.…}) and the environment. */
    public static ConfigurableApplicationContext run(String... args) {
        return run(builder(), args);
    }

    /** The same, to which more may be added before it is run. */
    static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(World.class)
                .profiles("sandbox", "world")
                .properties(DEFAULTS)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false);
    }

    private static ConfigurableApplicationContext run(SpringApplicationBuilder builder, String... args) {
        var context = builder.run(args);
        var settings = context.getBean(SandboxSettings.class);
        log.info(
                "the world is ready: LiveKit and Tavus on port {}, webhooks go to {}",
                ((ServletWebServerApplicationContext) context).getWebServer().getPort(),
                settings.webhookUrl());
        return context;
    }
}
