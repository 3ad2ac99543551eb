/** What operators see of sagas over HTTP. */
@NullMarked
package dev.bulwark.saga.web;

import org.jspecify.annotations.NullMarked;
