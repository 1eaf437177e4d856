package dev.understudy.gateway;

import dev.understudy.common.Problem;
import dev.understudy.limits.FaceBudget;
import dev.understudy.limits.FaceBudgetUsed;
import dev.understudy.livekit.CallClass;
import dev.understudy.livekit.LiveKit;
import dev.understudy.livekit.LiveKitRejected;
import dev.understudy.livekit.LiveKitUnavailable;
import dev.understudy.livekit.RoomView;
import dev.understudy.session.AgentsFaces;
import dev.understudy.session.Reason;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** Faces that agents ask for themselves count like all others. */
@Component("gatewayBudget")
public class GatewayBudget {
    private static final int AGAIN_SECONDS = 60;
    private final FaceBudget budget;
    private final AgentsFaces faces;
    private final LiveKit livekit;

    /** Takes of this budget. */
    public GatewayBudget(FaceBudget budget, AgentsFaces faces, LiveKit livekit) {
        this.budget = budget;
        this.faces = faces;
        this.livekit = livekit;
    }

    /**
     * Takes a place for the conversation that was just written down as asked for.
     *
     * @throws dev.understudy.common.Refused 429 when there is none; the session knows why, and its voice goes on
     */
    public void take(@ExchangeProperty(GatewayRequests.CALL) Call call) {
        try {
            budget.take(call.session(), view(call));
        } catch (FaceBudgetUsed used) {
            faces.refused(call.session(), Reason.FACE_BUDGET, false);
            throw Problem.limitReached(used.limit(), "There are as many faces as may be.", AGAIN_SECONDS)
                    .refused();
        }
    }

    /** Who is there; nobody that is known when LiveKit cannot be asked. */
    private RoomView view(Call call) {
        try {
            return budget.looksAtUsers() ? livekit.look(call.session().room(), CallClass.WAIT) : RoomView.EMPTY;
        } catch (LiveKitUnavailable | LiveKitRejected e) {
            return RoomView.EMPTY;
        }
    }
}
