/** The checklist that people ticked by hand, from the token to the conversation, ticked by itself on the real path. */
@NullMarked
package dev.understudy.smoke;

import org.jspecify.annotations.NullMarked;
