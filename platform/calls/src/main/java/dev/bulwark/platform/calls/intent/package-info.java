/**
 * Calls to the outside happen outside transactions: a batch only records what it intends, a dispatcher does it after the commit, and
 * what came of it is written in batches.
 *
 * <p>Promise: every intent of a committed transaction, and none of a rolled-back one, is carried to the outside at least once until it is
 * answered or expires, whoever crashes in between. Limits: at least once, so the outside must know a repetition by its key, and whoever
 * writes outcomes must decide by the state of its rows, for an outcome can come twice or late.
 */
@NullMarked
package dev.bulwark.platform.calls.intent;

import org.jspecify.annotations.NullMarked;
