package dev.understudy.credential;

/**
 * There was a word on a key.
 *
 * @param provider whose key
 * @param fingerprint which one
 * @param verdict what was said
 * @param source where the word comes from
 */
public record KeyJudged(Provider provider, String fingerprint, Verdict verdict, Source source) {}
