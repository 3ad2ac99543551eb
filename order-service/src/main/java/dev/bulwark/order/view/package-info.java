/** The order view, in a database of its own: one row per order, updated by the events of three services, each guarded by its version. */
@NullMarked
package dev.bulwark.order.view;

import org.jspecify.annotations.NullMarked;
