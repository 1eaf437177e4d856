package dev.understudy.sandbox;

import java.time.Duration;

/** The agent worker in a simulated container, as far as its log and its end tell of it. */
@Simulated
class ContainerWorker {
    private static final Duration REFUSED_AFTER = Duration.ofMillis(100);
    private static final String AGENTS = "livekit.agents";
    private static final int KILLED = 137;
    private static final String OTHERS_TRACE = """
            Traceback (most recent call last):
              File "/usr/local/lib/python3.12/site-packages/livekit/plugins/openai/llm.py", line 711, in _run
                raise APIStatusError(
            openai.AuthenticationError: Error code: 401 - {'error': {'message': 'Incorrect API key provided: sk-proj-***abcd.', \
            'code': 'invalid_api_key'}}""";
    private static final String TRACE = """
            Traceback (most recent call last):
              File "/usr/local/lib/python3.12/site-packages/livekit/plugins/tavus/api.py", line 133, in _post
                raise APIStatusError(
            livekit.agents._exceptions.APIStatusError: Server returned an error (status_code=401, request_id=None, \
            body={"message":"Invalid access token"})""";

    private final Later later;
    private final FakeFaults faults;
    private final MountedFiles mounted;
    private final Delays delays;
    private final LogForm form;

    ContainerWorker(Later later, FakeFaults faults, MountedFiles mounted, SandboxSettings settings) {
        this.mounted = mounted;
        this.later = later;
        this.faults = faults;
        delays = settings.delays();
        form = settings.workerLog();
    }

    /**
     * The container was started: its worker registers a while later, unless the fault of this moment says otherwise. With a key
     * that Tavus never gave out it says so, and ends.
     */
    void begins(FakeContainer container) {
        var run = container.begin();
        mounted.mount(container);
        var fault = faults.host();
        say(container, "starting worker", "");
        if (!hasKey(container)) later.in(delays.workerRegisters(), () -> givesUp(container, run));
        if (fault == HostFault.NEVER_REGISTERS || !hasKey(container)) return;
        later.in(delays.workerRegisters(), () -> registers(container, run));
        if (fault == HostFault.REGISTERS_THEN_401)
            later.in(delays.workerRegisters().plus(REFUSED_AFTER), () -> isRefused(container, run));
        if (fault == HostFault.REGISTERS_THEN_OTHERS_401)
            later.in(delays.workerRegisters().plus(REFUSED_AFTER), () -> isRefusedByAnother(container, run));
    }

    /** One that has been there for long. */
    void isThere(FakeContainer container) {
        registers(container, container.begin());
    }

    /**
     * Its first process gets a signal. TERM and INT let it finish its jobs, and end it at once when they come a second time, as both
     * SDKs have it; others that can be ignored are.
     */
    void hears(FakeContainer container, String signal) {
        var run = container.state().run();
        if (signal.equals("KILL")) container.end(KILLED);
        else if (signal.equals("TERM") || signal.equals("INT")) {
            if (!container.tell()) {
                container.end(1);
                return;
            }
            say(container, "draining worker", "");
            later.in(delays.workerDrains(), () -> {
                if (container.isIn(run)) container.end(0);
            });
        }
    }

    private boolean hasKey(FakeContainer container) {
        var key = mounted.variable(container, "TAVUS_API_KEY");
        return key.isEmpty() || FakeTavusKeys.isOne(key);
    }

    private void givesUp(FakeContainer container, int run) {
        isRefused(container, run);
        if (container.isIn(run)) container.end(1);
    }

    private void registers(FakeContainer container, int run) {
        if (!container.isIn(run)) return;
        var url = container.spec().variable("LIVEKIT_URL");
        container.registered(run);
        say(container, "registered worker", url.isEmpty() ? "ws://127.0.0.1:7880" : url);
    }

    private void say(FakeContainer container, String message, String url) {
        var entry = DockerDefaults.object().put("message", message);
        if (!url.isEmpty())
            entry.put("agent_name", "avatar-agent").put("id", Ids.next("AW_")).put("url", url);
        container.log().add(form, "INFO", AGENTS, entry);
    }

    private void isRefused(FakeContainer container, int run) {
        if (!container.isIn(run)) return;
        var entry = DockerDefaults.object()
                .put("message", "failed to call tavus api, retrying: APIStatusError status_code=401")
                .put("exc_info", TRACE);
        container.log().add(form, "ERROR", "livekit.plugins.tavus", entry);
    }

    private void isRefusedByAnother(FakeContainer container, int run) {
        if (!container.isIn(run)) return;
        var entry = DockerDefaults.object()
                .put("message", "failed to generate LLM completion, retrying")
                .put("exc_info", OTHERS_TRACE);
        container.log().add(form, "WARNING", AGENTS, entry);
    }
}
