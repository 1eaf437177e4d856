/** What strangers can do to it, measured by what an honest user has of it meanwhile. */
package dev.understudy.attack;
