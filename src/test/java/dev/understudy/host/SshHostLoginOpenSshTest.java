package dev.understudy.host;

import org.junit.jupiter.api.condition.EnabledIf;

/** The contract with OpenSSH's server, where there is one. */
@EnabledIf("dev.understudy.host.OpenSshd#isThere")
class SshHostLoginOpenSshTest extends HostLoginContract {
    @Override
    Sshd start(Sshd.Plan plan) {
        return new OpenSshd(plan);
    }
}
