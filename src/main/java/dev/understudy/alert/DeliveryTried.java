package dev.understudy.alert;

/**
 * A receiver was told, or not.
 *
 * @param receiverKind webhook or mail
 * @param result delivered, failed (it is tried again) or dead (it is not)
 */
public record DeliveryTried(String receiverKind, String result) {}
