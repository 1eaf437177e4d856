package dev.understudy;

import dev.understudy.sandbox.World;
import dev.understudy.startup.StartBanner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;

/** The application: simulators alone with {@code --understudy.sandbox.only=world}, the whole of it otherwise. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@ComponentScan(
        excludeFilters = {
            @ComponentScan.Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class),
            // the simulators bring themselves in, under their profile only: sandbox.SandboxAutoConfiguration
            @ComponentScan.Filter(type = FilterType.REGEX, pattern = "dev\\.understudy\\.sandbox\\..*")
        })
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
