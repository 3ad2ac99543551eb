/** The order saga as values and pure functions: what is asked of whom, what an answer means, what is undone, and when. */
@NullMarked
package dev.bulwark.saga.domain;

import org.jspecify.annotations.NullMarked;
