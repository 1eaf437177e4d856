package dev.understudy.startup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Before any configuration file is read: values from {@code *_FILE}, the sandbox as the default profile, where the routes are. */
class FirstSettings implements EnvironmentPostProcessor, Ordered {
    /** Complaints about files, kept until the check tells everything at once. */
    static final String COMPLAINTS = "dev.understudy.startup.complaints";

    /** From here on a virtual thread is no longer held by a synchronized block (JEP 491), and SQLite's driver has many. */
    private static final int VIRTUAL_THREADS_FROM = 24;

    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER - 1;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var complaints = new ArrayList<String>();
        var values = new VariableFiles(environment, complaints).read();
        environment.getPropertySources().addFirst(new MapPropertySource("variables from files", values));
        environment.getPropertySources().addLast(new MapPropertySource("first settings", defaults(complaints)));
    }

    private static Map<String, Object> defaults(ArrayList<String> complaints) {
        var defaults = new HashMap<String, Object>();
        defaults.put("spring.profiles.default", StartCheck.SANDBOX);
        defaults.put("camel.main.routes-include-pattern", routes());
        defaults.put(
                "spring.threads.virtual.enabled",
                Runtime.version().feature() >= VIRTUAL_THREADS_FROM ? "true" : "false");
        defaults.put(COMPLAINTS, complaints);
        return defaults;
    }

    /** A folder routes/ beside the running application wins over the routes in the jar. */
    private static String routes() {
        return (Files.isDirectory(Path.of("routes")) ? "file:" : "classpath:") + "routes/*.camel.yaml";
    }
}
