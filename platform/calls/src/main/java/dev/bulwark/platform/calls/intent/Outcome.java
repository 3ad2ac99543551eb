package dev.bulwark.platform.calls.intent;

/** How an intent ended. */
public sealed interface Outcome<I, O> {

    Intent<I> intent();

    /** The outside's decision. */
    record Answered<I, O>(Intent<I> intent, O answer) implements Outcome<I, O> {}

    /** It expired without an answer. Whether anything happened outside is unknown: whoever waits must treat it as if it had. */
    record GivenUp<I, O>(Intent<I> intent) implements Outcome<I, O> {}
}
