package dev.understudy.livekit;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** The one pool of connections to LiveKit, with a time limit on everything, and the budget on every call. */
@Component
public class LiveKitConnection implements DisposableBean {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final int PARALLEL_CALLS = 256;
    private final OkHttpClient client;
    private final Map<CallClass, OkHttpClient> byClass = new EnumMap<>(CallClass.class);

    /** Opens nothing yet. No silent retries: a CreateDispatch that is sent twice is two agents. */
    public LiveKitConnection(LiveKitSettings settings, LiveKitBudget budget, CallMeters meters) {
        var dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(PARALLEL_CALLS);
        dispatcher.setMaxRequestsPerHost(PARALLEL_CALLS);
        client = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectionPool(new ConnectionPool(32, 2, TimeUnit.MINUTES))
                .connectTimeout(CONNECT)
                .callTimeout(settings.timeout())
                .retryOnConnectionFailure(false)
                .build();
        for (var urgency : CallClass.values())
            byClass.put(
                    urgency,
                    client.newBuilder()
                            .addInterceptor(new Budgeted(urgency, budget, meters))
                            .build());
    }

    /** For what is no call of the server's API, and so counts for no limit. */
    OkHttpClient client() {
        return client;
    }

    /** For calls of that class. */
    OkHttpClient client(CallClass urgency) {
        return Objects.requireNonNull(byClass.get(urgency));
    }

    @Override
    public void destroy() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
