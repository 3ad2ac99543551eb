/**
 * The audit: puts every order beside what each service and the payment provider say of it, and names what can't be.
 *
 * <p>{@code Audit} runs it; {@code RangeScan} tells by digests which orders need reading, and {@code DigestComparison} which digests must be equal;
 * {@code …Rule} judge one order and {@code BooksJudge} what concerns none in particular, all of them pure; {@code Source} is where facts come
 * from, in pages and in the order of the order ids. The invariants' names are those of the drills.
 */
@NullMarked
package dev.bulwark.saga.audit;

import org.jspecify.annotations.NullMarked;
