/** Everything real but the paid services: LiveKit's server, the example's worker, Nginx, Chromium. */
@org.jspecify.annotations.NullMarked
package dev.understudy.endtoend;
