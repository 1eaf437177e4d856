/** Everything real but the paid services: LiveKit's server, the example's worker, Nginx, Chromium. */
@NullMarked
package dev.understudy.endtoend;

import org.jspecify.annotations.NullMarked;
