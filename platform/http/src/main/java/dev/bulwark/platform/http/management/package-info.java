/** The management port of a service. */
@NullMarked
package dev.bulwark.platform.http.management;

import org.jspecify.annotations.NullMarked;
