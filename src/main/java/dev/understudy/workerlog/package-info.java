/**
 * Reads workers' logs, in whatever form a worker writes them: the one reader of the watch, the restart and the rotation. What it
 * holds may quote a key; what it tells in words does not.
 */
@NullMarked
package dev.understudy.workerlog;

import org.jspecify.annotations.NullMarked;
