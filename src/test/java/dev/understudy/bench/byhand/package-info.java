/** The measured flow once more, by hand and without Camel: what the benchmark holds the application against. */
@NullMarked
package dev.understudy.bench.byhand;

import org.jspecify.annotations.NullMarked;
