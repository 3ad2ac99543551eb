/** A carrier of the old school: pipe-separated text, dates with dots, cryptic codes. */
@NullMarked
package dev.bulwark.simulators.carrier;

import org.jspecify.annotations.NullMarked;
