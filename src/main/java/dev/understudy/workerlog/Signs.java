package dev.understudy.workerlog;

import dev.understudy.common.Letters;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * By what something is known, any one of them.
 *
 * @param codes HTTP's statuses
 * @param words found in a line in any letters: error codes, parts of sentences
 */
public record Signs(
        @DefaultValue List<Integer> codes, @DefaultValue List<String> words) {
    static final Signs NONE = new Signs(List.of(), List.of());

    /** Words are compared in small letters. */
    public Signs {
        words = words.stream().map(Letters::small).toList();
    }
}
