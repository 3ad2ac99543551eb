/** The HTTP adapter: checks requests, calls use cases, renders documents. */
@NullMarked
package dev.bulwark.order.web;

import org.jspecify.annotations.NullMarked;
