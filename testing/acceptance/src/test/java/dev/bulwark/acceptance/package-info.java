/**
 * What a client may rely on, one class per promise, asked over HTTP of a platform that runs in processes of its own.
 *
 * <p>Tags: {@code core} runs in every topology, {@code fleet} only where each module is a process, {@code process} and {@code kill} only
 * on a platform that this suite started.
 */
package dev.bulwark.acceptance;
