package dev.understudy.session;

import org.jspecify.annotations.Nullable;

/** Whether asking for a face makes sense now. */
public interface Breaker {
    /** Why not; null when it does. */
    @Nullable
    Reason open();
}
