package dev.understudy.container;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.common.Letters;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;

/** A container as {@code docker container inspect} tells of it; {@code toString()} says which one, nothing of what is in it. */
public final class Container {
    /** The newest API in whose form {@code Config.MacAddress} is the chosen one, or not there. */
    public static final String TELLING_API = "1.51";

    private static final int SHORT = 12;
    private final JsonNode node;

    private Container(JsonNode node) {
        this.node = node;
    }

    /**
     * Reads what the command printed: a JSON array with one element.
     *
     * @throws IllegalArgumentException when it is anything else; the message quotes nothing of it
     */
    public static Container parse(String inspectOutput, ObjectMapper json) {
        var node = Json.only(inspectOutput, json, "container");
        if (!node.path("Config").isObject() || !node.path("HostConfig").isObject()) throw Json.unreadable("container");
        var container = new Container(node);
        if (!Sound.is(container)) throw Json.unreadable("container");
        return container;
    }

    /** Its full id, 64 hex digits. */
    public String id() {
        return text("/Id");
    }

    /** Its name, without Docker's slash before it. */
    public String name() {
        return text("/Name").replaceFirst("^/", "");
    }

    /** The image that it really runs, by digest: a tag may mean another one by now. */
    public String image() {
        return text("/Image");
    }

    /** The image as it was named when the container was made. */
    public String imageName() {
        return text("/Config/Image");
    }

    /** True while it runs; Docker says so of one that is just being restarted too. */
    public boolean isRunning() {
        return node.at("/State/Running").asBoolean();
    }

    /** Whether it is being removed, or an engine that was killed had begun to: all that can be done is to remove it. */
    public boolean isDead() {
        var status = node.path("State").path("Status").asText();
        return status.equals("dead") || status.equals("removing");
    }

    /** When its first process was last started, as Docker writes it. */
    public String startedAt() {
        return text("/State/StartedAt");
    }

    /** When its first process last ended, as Docker writes it. */
    public String finishedAt() {
        return text("/State/FinishedAt");
    }

    /** How often its restart policy has started it again. */
    public int restartCount() {
        return node.path("RestartCount").asInt();
    }

    /** What its first process ended with the last time. */
    public int exitCode() {
        return node.at("/State/ExitCode").asInt();
    }

    /** Its restart policy as {@code docker update --restart} takes it. */
    public String restartPolicy() {
        var name = text("/HostConfig/RestartPolicy/Name");
        var most = node.at("/HostConfig/RestartPolicy/MaximumRetryCount").asInt();
        if (name.equals("on-failure") && most > 0) return name + ":" + most;
        return name.isEmpty() ? "no" : name;
    }

    /** The signal that asks its first process to end, without SIG: TERM when nothing else is said. */
    public String stopSignal() {
        var signal = Letters.capital(text("/Config/StopSignal")).replaceFirst("^SIG", "");
        return signal.isEmpty() ? "TERM" : signal;
    }

    /** Its environment, the image's part included, in order. Secret. */
    public Map<String, String> environment() {
        var all = new LinkedHashMap<String, String>();
        variables().stream().filter(Variable::isSet).forEach(each -> all.put(each.name(), each.value()));
        return all;
    }

    /**
     * Where a path of the host is inside, when it or a folder around it is mounted there.
     *
     * @param hostPath absolute
     */
    public Optional<String> inside(String hostPath) {
        return node.path("Mounts")
                .valueStream()
                .filter(each -> isAround(Json.text(each.path("Source")), hostPath))
                .max(Comparator.comparing(each -> Json.text(each.path("Source")).length()))
                .map(each -> Json.text(each.path("Destination"))
                        + hostPath.substring(Json.text(each.path("Source")).length()));
    }

    private static boolean isAround(String source, String path) {
        return !source.isEmpty() && (path.equals(source) || path.startsWith(source + "/"));
    }

    /** Its labels, the image's included. */
    public Map<String, String> labels() {
        var all = new LinkedHashMap<String, String>();
        Json.members(config().path("Labels")).forEach(each -> all.put(each.getKey(), Json.text(each.getValue())));
        return all;
    }

    /** All of it. Secret: the environment is in it. */
    public JsonNode node() {
        return node;
    }

    @Override
    public String toString() {
        return name() + " (" + shortId() + ")";
    }

    /** What Docker makes an alias and the host name of when nobody says otherwise. */
    String shortId() {
        return id().substring(0, Math.min(SHORT, id().length()));
    }

    JsonNode config() {
        return node.path("Config");
    }

    JsonNode hostConfig() {
        return node.path("HostConfig");
    }

    List<Variable> variables() {
        return Json.texts(config().path("Env")).map(Variable::new).toList();
    }

    /** What it is connected to, by the networks' names. */
    List<Entry<String, JsonNode>> networks() {
        return Json.members(node.at("/NetworkSettings/Networks")).toList();
    }

    NetworkMode networkMode() {
        return new NetworkMode(text("/HostConfig/NetworkMode"));
    }

    /**
     * Whether nothing in it tells if its MAC address was chosen or is the engine's random one (28 and newer), so that the form of API
     * {@value #TELLING_API} has to be asked for: {@link #toldBy}.
     */
    public boolean isMacUnsure() {
        return new MacAddresses(this).isUnsure();
    }

    /** The same container, with the MAC address that an older form of the same answer says was chosen. */
    public Container toldBy(Container olderForm) {
        var mac = olderForm.text("/Config/MacAddress");
        if (mac.isEmpty() || !olderForm.id().equals(id())) return this;
        var told = (ObjectNode) node.deepCopy();
        told.withObject("Config").put("MacAddress", mac);
        return new Container(told);
    }

    private String text(String pointer) {
        return Json.text(node.at(pointer));
    }
}
