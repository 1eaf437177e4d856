/** The measured flow once more, by hand and without Camel: what the benchmark holds the application against. */
@NullMarked
package dev.understudybench.byhand;

import org.jspecify.annotations.NullMarked;
