/**
 * A world in one thread and one time of its own: a broker, databases, processes that crash and pause, an outside that lies; and in the
 * processes the services' own handlers, deciders, batch runner and relay loop.
 */
@NullMarked
package dev.bulwark.simulation.world;

import org.jspecify.annotations.NullMarked;
