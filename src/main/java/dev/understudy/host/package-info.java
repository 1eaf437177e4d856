/** Runs commands on the Docker hosts of the backends, over SSH, and knows exactly which commands there are. */
@NullMarked
package dev.understudy.host;

import org.jspecify.annotations.NullMarked;
