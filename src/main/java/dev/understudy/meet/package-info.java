/** The page on which a visitor meets the agent: static files, their headers, and what the page has to know. */
@NullMarked
package dev.understudy.meet;

import org.jspecify.annotations.NullMarked;
