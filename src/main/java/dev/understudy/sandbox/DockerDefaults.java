package dev.understudy.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What Docker 20.10 shows of a container for which nothing was said (recorded). */
final class DockerDefaults {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONFIG = """
            {"Hostname":"","Domainname":"","User":"","AttachStdin":false,"AttachStdout":false,"AttachStderr":false,
            "Tty":false,"OpenStdin":false,"StdinOnce":false,"Env":null,"Cmd":null,"Image":"","Volumes":null,
            "WorkingDir":"","Entrypoint":null,"OnBuild":null,"Labels":{}}""";
    private static final String HOST = """
            {"Binds":null,"ContainerIDFile":"","LogConfig":{"Type":"json-file","Config":{}},"NetworkMode":"default",
            "PortBindings":{},"RestartPolicy":{"Name":"no","MaximumRetryCount":0},"AutoRemove":false,"VolumeDriver":"",
            "VolumesFrom":null,"ConsoleSize":[0,0],"CapAdd":null,"CapDrop":null,"CgroupnsMode":"private","Dns":[],
            "DnsOptions":[],"DnsSearch":[],"ExtraHosts":null,"GroupAdd":null,"IpcMode":"private","Cgroup":"","Links":null,
            "OomScoreAdj":0,"PidMode":"","Privileged":false,"PublishAllPorts":false,"ReadonlyRootfs":false,
            "SecurityOpt":null,"UTSMode":"","UsernsMode":"","ShmSize":67108864,"Runtime":"runc","Isolation":"",
            "CpuShares":0,"Memory":0,"NanoCpus":0,"CgroupParent":"","BlkioWeight":0,"BlkioWeightDevice":[],
            "CpuPeriod":0,"CpuQuota":0,"CpusetCpus":"","CpusetMems":"","Devices":[],"DeviceCgroupRules":null,
            "DeviceRequests":null,"MemoryReservation":0,"MemorySwap":0,"MemorySwappiness":null,"OomKillDisable":false,
            "PidsLimit":null,"Ulimits":[],"CpuCount":0,"CpuPercent":0,"IOMaximumIOps":0,"IOMaximumBandwidth":0,
            "MaskedPaths":["/proc/kcore"],"ReadonlyPaths":["/proc/sys"]}""";
    private static final String ENDPOINT = """
            {"IPAMConfig":null,"Links":null,"Aliases":null,"NetworkID":"","EndpointID":"","Gateway":"","IPAddress":"",
            "IPPrefixLen":0,"IPv6Gateway":"","GlobalIPv6Address":"","GlobalIPv6PrefixLen":0,"MacAddress":"",
            "DriverOpts":null}""";

    private DockerDefaults() {}

    /** A new and empty object. */
    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static ObjectNode config() {
        return (ObjectNode) read(CONFIG);
    }

    static ObjectNode hostConfig() {
        return (ObjectNode) read(HOST);
    }

    /** A container's place in a network that it is not in yet. */
    static ObjectNode endpoint() {
        return (ObjectNode) read(ENDPOINT);
    }

    /** What was said wins over what was not; a null says nothing. */
    static ObjectNode over(ObjectNode defaults, JsonNode said) {
        said.properties().forEach(each -> {
            if (!each.getValue().isNull()) defaults.set(each.getKey(), each.getValue());
        });
        return defaults;
    }

    /** A list of one, as Docker's inspect prints it. */
    static String printed(ObjectNode one) {
        return JSON.createArrayNode().add(one).toPrettyString();
    }

    static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new DockerRefused(400, "invalid JSON: " + e.getOriginalMessage());
        }
    }
}
