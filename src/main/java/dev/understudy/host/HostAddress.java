package dev.understudy.host;

/**
 * Where a host is and as whom we log in.
 *
 * @param address a name or an IP address
 * @param port SSH's port
 * @param user the account
 */
public record HostAddress(String address, int port, String user) {
    @Override
    public String toString() {
        return user + "@" + address + ":" + port;
    }
}
