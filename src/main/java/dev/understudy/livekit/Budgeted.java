package dev.understudy.livekit;

import java.io.IOException;
import java.time.Duration;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Lets calls of one class through as the budget allows, and counts them. */
final class Budgeted implements Interceptor {
    private static final int TOO_MANY = 429;
    /** With it a turn begins: ListParticipants, CreateRoom, ListDispatch, CreateDispatch. */
    private static final String LOOK = "/ListParticipants";

    private static final int OF_A_TURN = 4;
    private static final String RPC = "/PerformRpc";
    private static final int GOOD = 200;
    /** Where LiveKit does not say when to come again. */
    private static final Duration UNSAID = Duration.ofSeconds(5);

    private final CallClass urgency;
    private final LiveKitBudget budget;
    private final CallMeters meters;

    Budgeted(CallClass urgency, LiveKitBudget budget, CallMeters meters) {
        this.urgency = urgency;
        this.budget = budget;
        this.meters = meters;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        var begins =
                urgency == CallClass.WAIT && chain.request().url().encodedPath().endsWith(LOOK);
        var wait = budget.take(urgency, begins ? OF_A_TURN : 1);
        if (!wait.isZero()) {
            meters.putOff(urgency);
            throw new PutOff(wait);
        }
        var response = proceed(chain);
        meters.answered(urgency, isRpc(chain) && isAgents(response.code()) ? GOOD : response.code());
        if (response.code() != TOO_MANY) return response;
        response.close();
        throw new PutOff(budget.refused(seconds(response.header("Retry-After"))));
    }

    private static boolean isRpc(Chain chain) {
        return chain.request().url().encodedPath().endsWith(RPC);
    }

    /** What an agent says to a method that it does not know, and all that it throws (measured). */
    private static boolean isAgents(int status) {
        return status == 400 || status == 500;
    }

    private Response proceed(Chain chain) throws IOException {
        try {
            return chain.proceed(chain.request());
        } catch (IOException e) {
            meters.failed(urgency);
            throw e;
        }
    }

    /** Retry-After in seconds (RFC 9110, 10.2.3); a date there counts as unsaid. */
    private static Duration seconds(@Nullable String header) {
        try {
            return header == null ? UNSAID : Duration.ofSeconds(Long.parseLong(header.strip()));
        } catch (NumberFormatException e) {
            return UNSAID;
        }
    }
}
