package dev.understudy.credential;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where keys are kept.
 *
 * @param secretsFile keys that came by API; they win over the environment's
 */
@ConfigurationProperties("understudy.credential")
public record CredentialSettings(Path secretsFile) {}
