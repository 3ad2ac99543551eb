package dev.bulwark.crash;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.time.Clock;
import java.time.Duration;

/** A process that asks each factory named for its clock, and tells how far that is from the machine's. */
public final class ClockProbe {

    private ClockProbe() {}

    public static void main(String[] factories) throws Exception {
        for (String factory : factories) {
            Constructor<?> constructor = Class.forName(factory).getDeclaredConstructor();
            constructor.setAccessible(true);
            Method method = constructor.getDeclaringClass().getDeclaredMethod(ShiftedClock.FACTORY_METHOD);
            method.setAccessible(true);
            Clock clock = (Clock) method.invoke(constructor.newInstance());
            System.out.println(Duration.between(Clock.systemUTC().instant(), clock.instant())
                    .toSeconds());
        }
    }
}
