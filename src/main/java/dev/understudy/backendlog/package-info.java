/** Watches the logs of the backends' containers: what they say of keys and of trouble, every line once, none kept. */
@NullMarked
package dev.understudy.backendlog;

import org.jspecify.annotations.NullMarked;
