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

    /** Lets MINA take the JDK's Ed25519: before any class of MINA is loaded, so for whoever uses it beside this, too. */
    public static void prepare() {
        JdkEd25519.register();
    }

    @Override
    public Host connect(HostAddress address) {
        prepare();
        return new Dial(settings, address).connect();
    }
}
