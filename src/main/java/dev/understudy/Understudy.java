package dev.understudy;

import dev.understudy.sandbox.World;
import dev.understudy.startup.StartBanner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The application: simulators alone with {@code --understudy.sandbox.only=world}, the whole of it otherwise. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class Understudy {
    /** Starts it; which profile, and what is missing for it, is settled before anything else runs. */
    public static void main(String[] args) {
        if (World.wanted(args)) World.run(args);
        else application().run(args);
    }

    private static SpringApplication application() {
        var application = new SpringApplication(Understudy.class);
        application.setBanner(new StartBanner());
        return application;
    }
}
