package dev.understudy.rotation;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The record of who changed which key to which and why: a logger of its own, {@code dev.understudy.audit}. */
@Component("rotationAudit")
class Audit {
    private static final Logger log = LoggerFactory.getLogger("dev.understudy.audit");

    void opened(Rotation rotation) {
        log.info(
                "{} asks for rotation {} of {} to key {}: {}",
                rotation.askedBy(),
                rotation.id(),
                rotation.provider(),
                rotation.fingerprint(),
                rotation.why());
    }

    void closed(Rotation rotation, RotationState state) {
        log.info(
                "rotation {} of {} to key {}, asked for by {}, is {}",
                rotation.id(),
                rotation.provider(),
                rotation.fingerprint(),
                rotation.askedBy(),
                state.code());
    }
}
