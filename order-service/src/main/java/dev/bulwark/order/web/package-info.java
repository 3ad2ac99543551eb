/** The HTTP face of orders: requests checked and turned into use cases, documents turned into bodies. */
@NullMarked
package dev.bulwark.order.web;

import org.jspecify.annotations.NullMarked;
