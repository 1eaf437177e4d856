/** What holds for every file of the project: how routes, packages and settings look, how long things get, what never leaks. */
@NullMarked
package dev.understudy.conventions;

import org.jspecify.annotations.NullMarked;
