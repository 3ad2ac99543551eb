/** Shipments over HTTP: for their owners, and for the audit. */
@NullMarked
package dev.bulwark.shipping.web;

import org.jspecify.annotations.NullMarked;
