/** A client of the public contract, written from it alone: no class of the platform is on its class path. */
@NullMarked
package dev.bulwark.acceptance.client;

import org.jspecify.annotations.NullMarked;
