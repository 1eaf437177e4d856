/** What every HTTP call has in common: a whole body within its limit, strict JSON, and an answer that explains itself. */
@NullMarked
package dev.understudy.web;

import org.jspecify.annotations.NullMarked;
