/** Webhooks that prove where they come from: signing them, and checking the signature. */
@NullMarked
package dev.bulwark.platform.calls.webhook;

import org.jspecify.annotations.NullMarked;
