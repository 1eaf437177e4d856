package dev.understudy.host;

/** The way to the hosts. */
public interface Hosts {
    /**
     * Connects, checks the host's key and logs in.
     *
     * @throws HostTrouble.Unreachable when nobody answers in time
     * @throws HostTrouble.HostKeyUnknown when known_hosts has no key of this host
     * @throws HostTrouble.HostKeyChanged when it has another one
     * @throws HostTrouble.HostKeyRevoked when it is revoked there
     * @throws HostTrouble.HostCertificateRefused when all that is known is the authority of a certificate that is not valid
     * @throws HostTrouble.LoginRefused when the host takes none of our keys, or we have none that can be read
     */
    Host connect(HostAddress address);
}
