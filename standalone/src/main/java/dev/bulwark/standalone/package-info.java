/** The whole platform from one main(): every module as its own application, in one process or one process each, on embedded servers or given ones. */
@NullMarked
package dev.bulwark.standalone;

import org.jspecify.annotations.NullMarked;
