/** What every service needs to behave; each concern is a package whose root is its public face. */
@NullMarked
package dev.bulwark.platform;

import org.jspecify.annotations.NullMarked;
