/** Whether this node can do its work: only its store and its own routes count; what others cannot do is told beside it. */
@NullMarked
package dev.understudy.health;

import org.jspecify.annotations.NullMarked;
