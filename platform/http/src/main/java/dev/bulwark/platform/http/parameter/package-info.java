/** How path variables, query parameters and headers become values: one spelling for each. */
@NullMarked
package dev.bulwark.platform.http.parameter;

import org.jspecify.annotations.NullMarked;
