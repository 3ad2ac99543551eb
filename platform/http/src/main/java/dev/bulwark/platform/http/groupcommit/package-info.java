/** Group commit: writers that come at the same moment share a transaction. */
@NullMarked
package dev.bulwark.platform.http.groupcommit;

import org.jspecify.annotations.NullMarked;
