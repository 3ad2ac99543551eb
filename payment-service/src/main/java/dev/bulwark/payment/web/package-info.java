/** Payments over HTTP: reads, refunds by operators, and the audit's questions. */
@NullMarked
package dev.bulwark.payment.web;

import org.jspecify.annotations.NullMarked;
