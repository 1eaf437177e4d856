package dev.understudy.supply;

import java.util.List;
import java.util.Map;
import org.apache.maven.artifact.versioning.DefaultArtifactVersion;
import org.apache.maven.artifact.versioning.InvalidVersionSpecificationException;
import org.apache.maven.artifact.versioning.VersionRange;

/**
 * A known fault of some versions of a library, as known-faults.yaml has it.
 *
 * @param id the advisory's
 * @param of group:artifact, one or more
 * @param versions with the fault
 * @param why what can happen
 * @param accepted versions that we ship all the same, each with the reason
 */
record Fault(String id, List<String> of, VersionRange versions, String why, Map<String, String> accepted) {
    /** The whole list. A range that is none throws. */
    @SuppressWarnings("unchecked")
    static List<Fault> all() {
        return ((List<Map<String, Object>>) Listed.yaml("known-faults.yaml"))
                .stream()
                        .map(each -> new Fault(
                                (String) each.get("id"),
                                (List<String>) each.get("of"),
                                range((String) each.get("versions")),
                                (String) each.get("why"),
                                (Map<String, String>) each.getOrDefault("accepted", Map.of())))
                        .toList();
    }

    private static VersionRange range(String text) {
        try {
            return VersionRange.createFromVersionSpec(text);
        } catch (InvalidVersionSpecificationException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** Whether the library has it, accepted or not. */
    boolean isIn(Library library) {
        return of.contains(library.name()) && versions.containsVersion(new DefaultArtifactVersion(library.version()));
    }

    /** Whether the library has it, and nobody has said that it does not reach us. */
    boolean isUnansweredIn(Library library) {
        return isIn(library) && !accepted.containsKey(library.version());
    }
}
