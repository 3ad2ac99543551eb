/** JSON as the HTTP contract wants it. */
@NullMarked
package dev.bulwark.platform.core.json;

import org.jspecify.annotations.NullMarked;
