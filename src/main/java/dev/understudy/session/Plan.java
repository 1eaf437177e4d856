package dev.understudy.session;

import dev.understudy.token.AgentWish;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a room is to get: the outcome of the rules, kept with the session.
 *
 * @param agentName the worker's name
 * @param avatar who brings the face
 * @param faceId Tavus's face (was replica); null for the configured one
 * @param palId Tavus's PAL (was persona); null for the configured one
 * @param data what the caller gives the agent
 * @param bounds when its sessions end by themselves
 */
public record Plan(
        String agentName,
        AvatarBy avatar,
        @Nullable String faceId,
        @Nullable String palId,
        AgentData data,
        Bounds bounds) {

    /** Rows of before have no data and no bounds. */
    public Plan {
        data = data == null ? AgentData.NONE : data;
        bounds = bounds == null ? Bounds.NONE : bounds;
    }

    /** As the rule says, without anything of a caller's. */
    public Plan(String agentName, AvatarBy avatar, @Nullable String faceId, @Nullable String palId) {
        this(agentName, avatar, faceId, palId, AgentData.NONE, Bounds.NONE);
    }

    /** The same with these bounds. */
    Plan within(Bounds limits) {
        return new Plan(agentName, avatar, faceId, palId, data, limits);
    }

    /** The same by a caller's wish. */
    Plan by(AgentWish wish) {
        var name = wish.agentName() == null ? agentName : wish.agentName();
        var face =
                wish.avatar() == null ? avatar : AvatarBy.valueOf(wish.avatar().toUpperCase(Locale.ROOT));
        return new Plan(name, face, faceId, palId, AgentData.of(wish), bounds);
    }

    /** The wish that this plan grants. */
    AgentWish asWish() {
        return new AgentWish(agentName, avatar.word(), data.metadata(), data.attributes(), data.deployment());
    }

    /** Whether it is what is wished for already. */
    public boolean grants(AgentWish wish) {
        var given = AgentData.of(wish);
        return by(wish).equals(new Plan(agentName, avatar, faceId, palId, given, bounds))
                && (given.equals(AgentData.NONE) || given.equals(data));
    }

    /** Who creates the conversation. */
    public enum AvatarBy {
        /** We do. */
        UNDERSTUDY,
        /** The agent does; we watch. */
        AGENT,
        /** Nobody: the room wants audio. */
        NONE;

        /** As rules and callers write it. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@code video} or {@code audio}. */
    public String wanted() {
        return avatar == AvatarBy.NONE ? "audio" : "video";
    }
}
