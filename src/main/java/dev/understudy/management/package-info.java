/** Operating a running process: JMX, and JMX over HTTP for those who have the operator's token. */
@NullMarked
package dev.understudy.management;

import org.jspecify.annotations.NullMarked;
