package dev.understudy.supply;

import java.util.Map;
import java.util.Optional;

/**
 * What licences.yaml says.
 *
 * @param allowed SPDX names, each with the reason
 * @param chosen of libraries that offer several or name none, by group:artifact
 */
record Licences(Map<String, String> allowed, Map<String, String> chosen) {
    /** As people keep it. */
    @SuppressWarnings("unchecked")
    static Licences read() {
        var file = (Map<String, Map<String, String>>) Listed.yaml("licences.yaml");
        return new Licences(file.get("allowed"), file.get("chosen"));
    }

    /** The licence under which we ship a library: its only one, or what we chose of several; empty when nobody has chosen. */
    Optional<String> of(Library library) {
        if (chosen.containsKey(library.name())) return Optional.of(chosen.get(library.name()));
        return isChoice(library)
                ? Optional.empty()
                : Optional.of(library.licences().get(0));
    }

    /** Whether a person has to read what it says: several, none, or an expression. */
    static boolean isChoice(Library library) {
        return library.licences().size() != 1 || library.licences().get(0).matches(".* (OR|AND|WITH) .*");
    }

    /** Whether we take its licence. */
    boolean allows(Library library) {
        return of(library).filter(allowed::containsKey).isPresent();
    }
}
