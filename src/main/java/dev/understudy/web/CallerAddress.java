package dev.understudy.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Where a call comes from, as far as it tells callers apart. */
public final class CallerAddress {
    /** Of all for whom a proxy names no address: they share what one of them may have. */
    private static final String UNKNOWN = "unknown";

    private static final int LONGEST = 64;
    private static final int NETWORK_BYTES = 8;
    /** Some proxies name the port too (Azure's Application Gateway), which is another one for each connection. */
    private static final Pattern V4 = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){3})(?::\\d+)?");

    private static final Pattern V6 =
            Pattern.compile("\\[?([0-9a-fA-F:]*:[0-9a-fA-F:.]*)(?:%[^\\]]*)?(?:\\](?::\\d+)?)?");

    private CallerAddress() {}

    /**
     * The address; of IPv6 the network, since who has one has all of its addresses (a /64 is the least that is given out, RFC
     * 6177). Behind a trusted proxy the server has put in what the proxy names, which may be anything.
     */
    public static String of(HttpServletRequest request) {
        var said = request.getRemoteAddr();
        if (said == null || said.length() > LONGEST) return UNKNOWN;
        var v4 = V4.matcher(said);
        if (v4.matches()) return v4.group(1);
        var v6 = V6.matcher(said);
        return v6.matches() ? network(v6.group(1)) : UNKNOWN;
    }

    /** Of a literal with a colon in it, so that no name server is asked. */
    private static String network(String literal) {
        try {
            var address = InetAddress.getByName(literal);
            if (!(address instanceof Inet6Address)) return address.getHostAddress();
            var bytes = address.getAddress();
            for (var i = NETWORK_BYTES; i < bytes.length; i++) bytes[i] = 0;
            return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
        } catch (UnknownHostException e) {
            return UNKNOWN;
        }
    }
}
