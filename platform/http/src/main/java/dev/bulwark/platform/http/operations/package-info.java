/** What operators did to a service and why, kept for whoever asks later. */
@NullMarked
package dev.bulwark.platform.http.operations;

import org.jspecify.annotations.NullMarked;
