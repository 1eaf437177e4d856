package dev.understudy.tavus;

/**
 * The one call that was let through to see whether Tavus makes conversations again was answered: all others may ask too.
 *
 * @param fingerprint of the key that it was made with
 */
public record TrialWon(String fingerprint) {}
