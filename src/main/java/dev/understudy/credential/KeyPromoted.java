package dev.understudy.credential;

/**
 * A key is the current one from now on. Told on the node that made it so, and on each other one that sees it in the secrets file;
 * perhaps more than once, so who listens does no harm by acting twice.
 *
 * @param provider whose
 * @param fingerprint of the new current key
 * @param why it took the other one's place
 */
public record KeyPromoted(Provider provider, String fingerprint, String why) {}
