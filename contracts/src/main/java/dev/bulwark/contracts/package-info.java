/**
 * What crosses the wire, and nothing else: the envelope here, the records of each owning service in a package of their own.
 *
 * <p>A record, once published, only ever gains optional fields; its golden JSON in the tests is never edited. Readers ignore
 * fields they don't know. A change that can't be additive is a new type with the next version number.
 */
@NullMarked
package dev.bulwark.contracts;

import org.jspecify.annotations.NullMarked;
