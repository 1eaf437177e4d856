/** What stands in front and around in a real deployment: the shipped Nginx files in a real nginx, and the compose file. */
@NullMarked
package dev.understudy.nginx;

import org.jspecify.annotations.NullMarked;
