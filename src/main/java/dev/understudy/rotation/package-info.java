/** Puts a proven key to work on the hosts, or leaves everything as it was: the steps of routes/rotation.camel.yaml. */
@NullMarked
package dev.understudy.rotation;

import org.jspecify.annotations.NullMarked;
