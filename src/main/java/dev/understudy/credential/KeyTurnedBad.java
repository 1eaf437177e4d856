package dev.understudy.credential;

/**
 * A key is bad: refused twice in a row when asked, or once in use. Told again at each further refusal, so who listens does no
 * harm by acting twice.
 *
 * @param provider whose key
 * @param fingerprint which one
 * @param reason the provider's words, shortened by us
 * @param source where the last word comes from
 */
public record KeyTurnedBad(Provider provider, String fingerprint, String reason, Source source) {}
