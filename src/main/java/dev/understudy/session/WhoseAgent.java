package dev.understudy.session;

import dev.understudy.livekit.Dispatch;
import dev.understudy.livekit.Participant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whose agent is it? Ours is an AGENT of the session's agent name that publishes on nobody's behalf; where LiveKit tells no
 * names (before 1.9.2), one whose job is of a dispatch of that name. All others are left alone.
 */
final class WhoseAgent {
    private WhoseAgent() {}

    /** By its name; where no names are told, by the job of a dispatch of that name, or because it was adopted by one. */
    private static boolean isOfItsName(Draft draft, Participant person) {
        var name = draft.before.plan().agentName();
        if (!person.isUnnamedAgent()) return person.isAgent(name);
        return person.identity().equals(draft.casting.identity())
                || dispatchesOf(draft, person)
                        .anyMatch(dispatch -> dispatch.agentName().equals(name));
    }

    /** Whether somebody is there of whom only a job can tell whose agent it is. */
    static boolean mayBeUnnamed(Draft draft) {
        return draft.seen.view().people().stream()
                .anyMatch(
                        person -> person.isUnnamedAgent() && !person.identity().equals(draft.casting.gone()));
    }

    /** The same where the session has its agent: one too many may have come. */
    static boolean isAnotherUnnamed(Draft draft) {
        var ours = draft.casting.identity();
        return draft.seen
                        .view()
                        .find(String.valueOf(ours))
                        .filter(Participant::isUnnamedAgent)
                        .isPresent()
                && draft.seen.view().people().stream()
                        .anyMatch(person ->
                                person.isUnnamedAgent() && !person.identity().equals(ours));
    }

    /** Those who are there, the oldest first; without the one that was judged gone, and those that do not answer. */
    static List<Participant> in(Draft draft) {
        return draft.seen.view().people().stream()
                .filter(person -> isOfItsName(draft, person))
                .filter(agent -> !agent.identity().equals(draft.casting.gone()) || isNext(draft, agent.identity()))
                .filter(agent -> !draft.seen.signs().silent().contains(agent.identity()))
                .sorted(Comparator.comparingLong(Participant::joinedAt))
                .toList();
    }

    /**
     * Whether who has the identity of the one that was judged gone came for the current attempt: workers may give all their agents one identity
     * ({@code JobRequest.accept(identity=…)}, and many do), and only the job tells them apart.
     */
    private static boolean isNext(Draft draft, String identity) {
        var current = marked(draft);
        return current != null && current.agents().contains(identity);
    }

    /** The same where it may still turn out: its job is listed up to 5 s after it came (measured). */
    static boolean mayBeNext(Draft draft, String identity) {
        var current = marked(draft);
        return current != null && (!current.hasJob() || current.agents().contains(identity));
    }

    private static @Nullable Dispatch marked(Draft draft) {
        var dispatches = draft.seen.dispatches();
        if (dispatches == null) return null;
        var mark = new Mark(draft.before.id(), draft.casting.attempt());
        return dispatches.stream()
                .filter(dispatch -> mark.equals(Mark.of(dispatch)))
                .findFirst()
                .orElse(null);
    }

    /** The agent of the current attempt: listed with its dispatch, or the only one that could have been dispatched. */
    static @Nullable Participant rightful(Draft draft, List<Participant> agents) {
        var listed = agents.stream()
                .filter(agent -> dispatchesOf(draft, agent).anyMatch(dispatch -> !isAnothers(draft, dispatch)))
                .findFirst();
        if (listed.isPresent()) return listed.get();
        return agents.stream()
                .filter(agent -> !doubtful(draft, agent))
                .filter(agent -> dispatchesOf(draft, agent).findAny().isEmpty())
                .findFirst()
                .orElse(null);
    }

    /**
     * Whether an agent in the room may be one whose dispatch we deleted: such a one can come all the same (measured). When it came decides,
     * not when it is looked at: LiveKit may have been away in between.
     */
    static boolean doubtful(Draft draft, Participant agent) {
        var came = Math.min(draft.now, agent.joinedAt());
        return draft.casting.used() > 1 || came < draft.presence.doubtUntil();
    }

    /** Those that list the agent; none when they were not asked for. */
    static Stream<Dispatch> dispatchesOf(Draft draft, Participant agent) {
        var dispatches = draft.seen.dispatches();
        if (dispatches == null) return Stream.empty();
        return dispatches.stream().filter(dispatch -> dispatch.agents().contains(agent.identity()));
    }

    /** One of an older attempt, or of a session that was ended just when it was made. */
    private static boolean isAnothers(Draft draft, Dispatch dispatch) {
        var mark = Mark.of(dispatch);
        return mark != null && !mark.equals(new Mark(draft.before.id(), draft.casting.attempt()));
    }

    /** The dispatch of the current attempt; null where it is not listed, or was not asked for. */
    static @Nullable Dispatch dispatch(Draft draft) {
        var dispatches = draft.seen.dispatches();
        if (dispatches == null) return null;
        return dispatches.stream()
                .filter(dispatch -> dispatch.id().equals(draft.casting.dispatchId()))
                .findFirst()
                .orElse(null);
    }
}
