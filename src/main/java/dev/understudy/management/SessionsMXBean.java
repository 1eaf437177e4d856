package dev.understudy.management;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code dev.understudy:type=Sessions}: what an operator reads and moves by JMX. */
public interface SessionsMXBean {
    /** Open sessions of the store by state. */
    Map<String, Long> getOpenByState();

    /** Open sessions of the store by mode: {@code video}, {@code audio}, or {@code none} while the agent is not in. */
    Map<String, Long> getOpenByMode();

    /** The share of waited-for agents that came in the last 10 minutes, from 0 to 1; null when none was waited for. */
    @Nullable
    Double getJoinRate();

    /** The share of wanted faces that Tavus gave in the last 10 minutes, from 0 to 1; null when none was wanted. */
    @Nullable
    Double getTavusSuccessRate();

    /** The switch for everyone: {@code tavus} or {@code audio}. */
    String getAvatarMode();

    /** Whether LiveKit answered last time. */
    boolean isLiveKitUp();

    /** Why Tavus is not asked for faces at this moment; empty when it is. */
    String getTavusTrouble();

    /** Everyone gets audio, running sessions too, until {@link #resumeVideo()}; gives the switch's position. */
    String switchToAudio();

    /** Faces come from Tavus again, for running sessions too; gives the switch's position. */
    String resumeVideo();
}
