package dev.understudy.credential;

import dev.understudy.common.Secret;

/**
 * The key that the configuration has, from a variable or its file; each package that calls a provider brings its own as a bean.
 *
 * @param provider whose
 * @param key empty when none is configured
 */
public record ConfiguredKey(Provider provider, Secret key) {}
