package dev.understudy.session;

/** Whether anybody can see a face: nobody pays for one while all are on the telephone. */
final class Viewers {
    private final SessionSettings settings;

    Viewers(SessionSettings settings) {
        this.settings = settings;
    }

    /** Notes since when nobody can. */
    void observe(Draft draft) {
        var company = draft.presence.company();
        var blind = draft.seen.view().nobodyCanSee();
        if (blind == company.unseenSince() > 0) return;
        draft.presence = draft.presence.with(company.unseen(blind ? draft.now : 0));
    }

    /** Whether everybody is on the telephone now. */
    static boolean none(Draft draft) {
        return draft.presence.company().unseenSince() > 0;
    }

    /** A page that is loaded anew is no reason to end a face; a browser that stays away is. */
    boolean stayAway(Draft draft) {
        var since = draft.presence.company().unseenSince();
        return since > 0
                && !draft.isTheAgents()
                && draft.now >= since + settings.grace().toMillis();
    }
}
