/** A bare Spring Boot web application. */
@NullMarked
package dev.understudybench.bareweb;

import org.jspecify.annotations.NullMarked;
