package dev.understudy.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Where a call comes from, as far as it tells callers apart. */
public final class CallerAddress {
    private static final int NETWORK_BYTES = 8;

    private CallerAddress() {}

    /**
     * The address; of IPv6 the network, since who has one has all of its addresses (a /64 is the least that is given out, RFC
     * 6177). Behind a trusted proxy the server has put in the address that the proxy names.
     */
    public static String of(HttpServletRequest request) {
        var address = request.getRemoteAddr();
        if (address.indexOf(':') < 0) return address;
        try {
            return network(address);
        } catch (UnknownHostException e) {
            return address;
        }
    }

    private static String network(String literal) throws UnknownHostException {
        var address = InetAddress.getByName(literal); // a literal: nobody is asked
        if (!(address instanceof Inet6Address)) return address.getHostAddress();
        var bytes = address.getAddress();
        for (var i = NETWORK_BYTES; i < bytes.length; i++) bytes[i] = 0;
        return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
    }
}
