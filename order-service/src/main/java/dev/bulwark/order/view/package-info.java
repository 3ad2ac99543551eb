/** The order view, in a database of its own: one row an order, kept by the events of three services, each guarded by its version. */
@NullMarked
package dev.bulwark.order.view;

import org.jspecify.annotations.NullMarked;
