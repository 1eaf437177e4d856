package dev.understudy.rotation;

/**
 * A host's part of a rotation.
 *
 * @param rotation whose
 * @param position its place in the order
 * @param name the host's
 * @param state how far it has come
 * @param facts what is remembered of it
 */
public record HostPart(String rotation, int position, String name, RotationState state, HostFacts facts) {}
