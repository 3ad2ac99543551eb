/**
 * What a value may look like, wherever it comes in: one parser for each kind, for paths, queries, headers, bodies and messages alike.
 *
 * <p>Parsers accept one spelling and return nothing for any other; who asks decides what refusing means.
 */
@NullMarked
package dev.bulwark.platform.core.value;

import org.jspecify.annotations.NullMarked;
