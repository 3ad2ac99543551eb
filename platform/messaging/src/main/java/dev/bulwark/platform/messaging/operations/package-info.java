/** What operators did to a service and why, kept for whoever asks later. */
@NullMarked
package dev.bulwark.platform.messaging.operations;

import org.jspecify.annotations.NullMarked;
