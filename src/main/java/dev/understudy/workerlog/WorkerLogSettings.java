package dev.understudy.workerlog;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How workers' logs are understood, by the watch, the restart and the rotation; explained in config/application.yaml.
 *
 * @param sources who turns workers away; where several may be meant, the first one counts
 */
@ConfigurationProperties("understudy.workerlog")
public record WorkerLogSettings(@DefaultValue List<Source> sources) {}
