package dev.understudy.sandbox;

/** Does what has to be done at the moment when a fault of the Docker host is set; others look for themselves. */
@Simulated
class HostFaults {
    private final FakeDockerHost host;
    private final HostCommands commands;

    HostFaults(FakeDockerHost host, HostCommands commands) {
        this.host = host;
        this.commands = commands;
    }

    void strike(HostFault fault) {
        if (fault == HostFault.CUT_MID_STEP) commands.forgetCuts();
        if (fault == HostFault.UNREACHABLE) host.hangUp();
        else host.listen();
    }
}
