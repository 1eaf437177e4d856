package dev.understudy.livekit;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.Response;

/** Executes the SDK's calls and turns their answers into results or facts; the SDK itself throws for neither 401 nor 503. */
final class LiveKitCalls {
    private static final int NOT_FOUND = 404;
    private static final int UNAUTHORIZED = 401;
    /** What LiveKit, or a proxy before it, says where nobody serves the room. */
    private static final Set<Integer> NOBODY_ANSWERS = Set.of(NOT_FOUND, 408, 503, 504);
    /** The calls that name no room, or that LiveKit answers without asking whoever serves it. */
    private static final Set<String> OF_ALL_ROOMS = Set.of("ListRooms");

    private LiveKitCalls() {}

    /** The answer, or null for a 404. */
    static <T> @Nullable T findOrNull(String name, Call<T> call) {
        var response = execute(name, call);
        if (response.code() == NOT_FOUND) return null;
        return checked(name, response).body();
    }

    /** The answer. */
    static <T> T get(String name, Call<T> call) {
        var body = checked(name, execute(name, call)).body();
        if (body == null) throw new LiveKitUnavailable(name, "an empty answer");
        return body;
    }

    private static <T> Response<T> execute(String name, Call<T> call) {
        try {
            return call.execute();
        } catch (IOException e) {
            throw failed(name, e);
        }
    }

    private static <T> Response<T> checked(String name, Response<T> response) {
        if (!response.isSuccessful()) throw refused(name, response.code());
        return response;
    }

    /** What it means that a call had no answer. */
    static LiveKitUnavailable failed(String name, IOException failure) {
        if (failure instanceof PutOff put) return new LiveKitPutOff(name, put.time());
        var mayBeTheRoom = failure instanceof InterruptedIOException && namesRoom(name);
        return new LiveKitUnavailable(name, failure.getClass().getSimpleName(), mayBeTheRoom);
    }

    /** What a status that is no success means. */
    static RuntimeException refused(String name, int status) {
        if (status == UNAUTHORIZED) return new LiveKitRejected(name);
        return new LiveKitUnavailable(name, "HTTP " + status, NOBODY_ANSWERS.contains(status) && namesRoom(name));
    }

    private static boolean namesRoom(String call) {
        return !OF_ALL_ROOMS.contains(call);
    }
}
