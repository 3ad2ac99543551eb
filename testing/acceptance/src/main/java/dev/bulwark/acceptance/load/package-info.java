/** Customers in numbers: they order whatever happens to the platform, and remember what they were promised. */
@NullMarked
package dev.bulwark.acceptance.load;

import org.jspecify.annotations.NullMarked;
