/** The services' OpenAPI documents as one, and the page that shows it. */
@NullMarked
package dev.bulwark.gateway.docs;

import org.jspecify.annotations.NullMarked;
