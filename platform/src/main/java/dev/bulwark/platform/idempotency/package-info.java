/** One key, one effect: answers of POSTs are stored with their effect and repeated, never computed twice. */
@NullMarked
package dev.bulwark.platform.idempotency;

import org.jspecify.annotations.NullMarked;
