/** One key, one effect: answers of POSTs are stored with their effect and repeated, never computed twice. */
@NullMarked
package dev.bulwark.platform.http.idempotency;

import org.jspecify.annotations.NullMarked;
