/** What is settled before anything runs: the profile, the secrets from files, and whether all that production needs is there. */
@NullMarked
package dev.understudy.startup;

import org.jspecify.annotations.NullMarked;
