/** The databases of this service beside its first one. */
@NullMarked
package dev.bulwark.order.database;

import org.jspecify.annotations.NullMarked;
