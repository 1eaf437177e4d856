package dev.understudy.container;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map.Entry;
import java.util.regex.Pattern;

/**
 * Which of a container's MAC addresses somebody chose, and which the engine made up. From moby's source, by its tags:
 *
 * <ul>
 *   <li>up to 24 {@code Config.MacAddress} is what was said at the creation, and nothing else is (daemon/inspect.go);
 *   <li>25.0.0 to 25.0.2 fill it with the running endpoint's address, made up or not (moby#47228); from 25.0.3 on it is the chosen
 *       one again, and 29 (API 1.52) leaves it out, so that a chosen one stands in the network's settings only
 *       (daemon/server/router/container/inspect.go);
 *   <li>an address is made up as {@code 02:42} and the four bytes of the IPv4 address (netutils.GenerateMACFromIP) up to 27, in
 *       overlays to this day; from 28 on bridges and macvlans get six random bytes that are marked as locally administered
 *       (netutils.GenerateRandomMAC), which look like many a chosen one.
 * </ul>
 *
 * {@code DNSNames} stands in the network's settings from 25 on, {@code GwPriority} from 28 on (api/types/network/endpoint.go), so the
 * answer itself says which rule holds. Only where 28 and newer show no {@code Config.MacAddress} nothing in it tells: see
 * {@link #isUnsure()}.
 */
record MacAddresses(Container container) {
    private static final String MAC = "MacAddress";
    private static final Pattern FORM = Pattern.compile("(?i)[0-9a-f]{2}(:[0-9a-f]{2}){5}");
    private static final Pattern IPV4 = Pattern.compile("([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})");
    private static final int HEX = 16;

    /** The bit of the first byte that says that no maker of network cards gave the address out. */
    private static final int LOCAL = 2;

    /** The chosen one of a network, which is the container's first one or not; empty when there is none. */
    String chosen(Entry<String, JsonNode> endpoint, boolean isFirst) {
        var settings = endpoint.getValue();
        var said = isFirst ? said() : "";
        if (!said.isEmpty()) return isFilledIn(said, settings) ? "" : said;
        var shown = shown(settings);
        if (!FORM.matcher(shown).matches() || isMadeFromAddress(shown, settings)) return "";
        return isRandomPossible(settings, shown) ? "" : shown;
    }

    /**
     * Whether the first network's address may have been chosen, and only an older form of the engine's answer tells: that of API 1.51,
     * in which {@code Config.MacAddress} is there when it was.
     */
    boolean isUnsure() {
        return said().isEmpty()
                && new Endpoints(container)
                        .first()
                        .map(Entry::getValue)
                        .filter(each -> FORM.matcher(shown(each)).matches() && !isMadeFromAddress(shown(each), each))
                        .filter(each -> isRandomPossible(each, shown(each)))
                        .isPresent();
    }

    /** Whether it has this address in that network, chosen or not. */
    boolean has(String address, String network) {
        return said().equalsIgnoreCase(address)
                || container.networks().stream()
                        .filter(each -> each.getKey().equals(network))
                        .anyMatch(each -> shown(each.getValue()).equalsIgnoreCase(address));
    }

    /** True for engines that take a chosen one with each network (25 on), false for those that take one for the container. */
    static boolean isByNetwork(JsonNode settings) {
        return settings.has("DNSNames");
    }

    private String said() {
        return Json.text(container.config().path(MAC));
    }

    private static String shown(JsonNode settings) {
        return Json.text(settings.path(MAC));
    }

    private static boolean isFilledIn(String said, JsonNode settings) {
        return isByNetwork(settings) && isMadeFromAddress(said, settings);
    }

    private static boolean isMadeFromAddress(String mac, JsonNode settings) {
        var address = IPV4.matcher(Json.text(settings.path("IPAddress")));
        if (!address.matches()) return false;
        var made = new StringBuilder("02:42");
        for (var part = 1; part <= address.groupCount(); part++)
            made.append(String.format(":%02x", Integer.parseInt(address.group(part))));
        return mac.equalsIgnoreCase(made.toString());
    }

    private static boolean isRandomPossible(JsonNode settings, String mac) {
        return settings.has("GwPriority") && (Integer.parseInt(mac.substring(0, 2), HEX) & LOCAL) != 0;
    }
}
