/** What participants tell a saga of commands that they can neither carry out nor refuse. */
@NullMarked
package dev.bulwark.contracts.saga;

import org.jspecify.annotations.NullMarked;
