package dev.understudy.sandbox;

import dev.understudy.common.Problem;
import dev.understudy.common.Refused;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /sandbox/faults}: what is wrong with the simulated world. */
@RestController
@RequestMapping("/sandbox/faults")
@Profile("sandbox")
class SandboxFaults {
    private static final int UNPROCESSABLE = 422;
    private static final String KEYS = "keys";
    private static final Set<String> KNOWN = Set.of("tavus", "livekit", "host", KEYS);
    private final FaultSwitch faults;
    private final KeySwitch keys;

    SandboxFaults(FaultSwitch faults, KeySwitch keys) {
        this.faults = faults;
        this.keys = keys;
    }

    /** What is wrong now: {@code {"tavus":"none","livekit":"none","host":"none","keys":{"tavus":{"current":"valid"},…}}}. */
    @GetMapping
    Map<String, Object> now() {
        var all = new LinkedHashMap<String, Object>(faults.state());
        all.put(KEYS, keys.state());
        return all;
    }

    /** Sets what is named and leaves the rest; nothing is set when one name or value is unknown (422). */
    @PutMapping
    Map<String, Object> set(@RequestBody Map<String, Object> asked) {
        for (var name : asked.keySet())
            if (!KNOWN.contains(name)) throw unknown(name, "There are tavus, livekit, host and keys.");
        var tavus = value(asked, "tavus")
                .map(value -> TavusFault.named(value).orElseThrow(() -> unknown("tavus", TavusFault.names())));
        var livekit = value(asked, "livekit")
                .map(value -> LiveKitFault.named(value).orElseThrow(() -> unknown("livekit", LiveKitFault.names())));
        var host = value(asked, "host")
                .map(value -> HostFault.named(value).orElseThrow(() -> unknown("host", HostFault.names())));
        var ofKeys = asked.containsKey(KEYS) ? KeyChange.read(asked.get(KEYS)) : List.<KeyChange>of();
        keys.check(ofKeys);
        tavus.ifPresent(faults::set);
        livekit.ifPresent(faults::set);
        host.ifPresent(faults::set);
        keys.set(ofKeys);
        return now();
    }

    private static Optional<String> value(Map<String, Object> asked, String name) {
        return asked.containsKey(name) ? Optional.of(String.valueOf(asked.get(name))) : Optional.empty();
    }

    private static Refused unknown(String field, String detail) {
        return Problem.of(UNPROCESSABLE, "fault-unknown", "There is no such fault", detail)
                .at(field)
                .refused();
    }
}
