/** Hostile requests, made from the OpenAPI documents of a running platform. */
@NullMarked
package dev.bulwark.acceptance.hostile;

import org.jspecify.annotations.NullMarked;
