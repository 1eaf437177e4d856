package dev.understudy.host;

import org.springframework.stereotype.Component;

/** Hosts by SSH, with the settings under {@code understudy.host}. Nothing is opened or started before the first connection. */
@Component
public class SshHosts implements Hosts {
    private final HostSettings settings;

    /** Keeps the settings. */
    public SshHosts(HostSettings settings) {
        this.settings = settings;
    }

    @Override
    public Host connect(HostAddress address) {
        JdkEd25519.register();
        return new Dial(settings, address).connect();
    }
}
