/** The database under the stores: SQLite in a file by default, PostgreSQL when one machine is not enough. */
@NullMarked
package dev.understudy.store;

import org.jspecify.annotations.NullMarked;
