/** A client of the public contract, written from it alone: no class of the platform is on its class path. */
package dev.bulwark.acceptance.client;
