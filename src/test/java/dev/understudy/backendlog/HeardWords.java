package dev.understudy.backendlog;

import dev.understudy.credential.Judgements;
import java.util.List;

/** Only listens. */
final class HeardWords extends Judgements {
    private final List<Word> words;

    @SuppressWarnings("NullAway") // nothing is written
    HeardWords(List<Word> words) {
        super(null);
        this.words = words;
    }

    @Override
    public void heard(Word word) {
        words.add(word);
    }
}
