/** Rotations of keys by the application as in production, on real hosts: OpenSSH, Docker, workers. */
@NullMarked
package dev.understudy.hosts;

import org.jspecify.annotations.NullMarked;
