package dev.understudy.startup;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.logging.Log;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.Profiles;
import org.springframework.core.env.StandardEnvironment;

/** Once the configuration is read: is the choice of profile clear, and is everything there? If not, all of it is said at once. */
class StartCheck implements EnvironmentPostProcessor, Ordered {
    static final String SANDBOX = "sandbox";
    static final String PRODUCTION = "production";
    /** The simulators alone have no database, and are told where to put what others shall find. */
    private static final String WHOLE_SANDBOX = "sandbox & !world";

    private final Log log;

    StartCheck(DeferredLogFactory logs) {
        log = logs.getLog(StartCheck.class);
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var complaints = new ArrayList<>(fromFiles(environment));
        complaints.addAll(ProfileChoice.complaints(environment));
        if (complaints.isEmpty() || environment.acceptsProfiles(Profiles.of(PRODUCTION)))
            check(environment, complaints);
        if (!complaints.isEmpty()) throw new StartRefused(complaints);
        if (environment.acceptsProfiles(Profiles.of(WHOLE_SANDBOX))) keepToItself(environment);
    }

    private void check(ConfigurableEnvironment environment, List<String> complaints) {
        if (!environment.acceptsProfiles(Profiles.of(PRODUCTION))) return;
        var needs = new ProductionNeeds(environment);
        complaints.addAll(needs.complaints());
        if (complaints.isEmpty()) needs.warnings().forEach(log::warn);
    }

    @SuppressWarnings("unchecked")
    private static List<String> fromFiles(ConfigurableEnvironment environment) {
        return environment.getProperty(FirstSettings.COMPLAINTS, List.class, List.of());
    }

    /**
     * The sandbox's own values stand above the environment's, which Spring would also take under our keys' names: a variable that
     * is meant for production must not lead the sandbox to a real database or to real keys. Arguments stand above both.
     */
    private static void keepToItself(ConfigurableEnvironment environment) {
        var own = new HashMap<String, Object>(temporary());
        own.put("understudy.rotation.local-env-file", "");
        for (var receiver : List.of("webhook.url", "webhook.secret", "mail.host"))
            own.put("understudy.alert." + receiver, "");
        own.put("understudy.public-url", "http://127.0.0.1:" + environment.getProperty("server.port", "8080"));
        environment
                .getPropertySources()
                .addBefore(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new MapPropertySource("the sandbox's own", own));
    }

    private static Map<String, String> temporary() {
        var database = TemporaryFiles.database();
        var secrets = TemporaryFiles.secrets();
        var folder = TemporaryFiles.folder();
        return Map.of(
                "understudy.sandbox.database", database,
                "understudy.database.url", "jdbc:sqlite:" + database,
                "understudy.sandbox.secrets", secrets,
                "understudy.credential.secrets-file", secrets,
                "understudy.sandbox.ssh-folder", folder,
                "understudy.host.known-hosts", folder + "/known_hosts",
                "understudy.host.key-file", folder + "/id_ecdsa");
    }
}
