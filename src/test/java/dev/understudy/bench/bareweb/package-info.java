/** A bare Spring Boot web application. */
@NullMarked
package dev.understudy.bench.bareweb;

import org.jspecify.annotations.NullMarked;
