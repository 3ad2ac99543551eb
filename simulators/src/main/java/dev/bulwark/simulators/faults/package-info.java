/** Makes the PSP, its webhooks or the carrier unavailable, slow or unreliable as a whole, at run time. */
@NullMarked
package dev.bulwark.simulators.faults;

import org.jspecify.annotations.NullMarked;
