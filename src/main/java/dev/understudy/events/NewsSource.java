package dev.understudy.events;

import java.util.List;

/** A part of the store that tells what happened. */
interface NewsSource {
    /** What is dated then (UTC ms) or later, in the order of its positions, no more than the limit. */
    List<News> since(long at, int limit);
}
