/** Personal data under a key per customer: sealed from the first message on, erased by deleting the key. */
@NullMarked
package dev.bulwark.platform.sealed;

import org.jspecify.annotations.NullMarked;
