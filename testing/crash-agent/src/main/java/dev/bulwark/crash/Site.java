package dev.bulwark.crash;

/**
 * A place in somebody's code: a method's entry, or each of its ordinary returns; a method left by an exception doesn't pass it.
 *
 * @param methodName the one method of that name in the class, those apart that the compiler made
 */
record Site(String className, String methodName, Position position) {

    enum Position {
        BEFORE,
        AFTER
    }

    static Site before(String className, String methodName) {
        return new Site(className, methodName, Position.BEFORE);
    }

    static Site after(String className, String methodName) {
        return new Site(className, methodName, Position.AFTER);
    }
}
