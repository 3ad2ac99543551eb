package dev.bulwark.crash;

import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * What is done to the code of one method. It only ever adds a call, and no branch: the method's stack is as before.
 *
 * @param methodName the one method of that name, those apart that the compiler made
 */
record Change(String className, String methodName, CodeTransform code) {

    private static final ClassDesc POINT = desc(CrashPoint.class);
    private static final ClassDesc CLOCK = desc(Clock.class);
    private static final MethodTypeDesc PASSED = MethodTypeDesc.of(ConstantDescs.CD_void, POINT);
    private static final MethodTypeDesc SHIFTED = MethodTypeDesc.of(CLOCK, CLOCK);

    /** The point's method calls {@link Crash#passed}. */
    static Change passing(CrashPoint point) {
        Site site = point.site();
        Consumer<CodeBuilder> call =
                code -> code.getstatic(POINT, point.name(), POINT).invokestatic(desc(Crash.class), "passed", PASSED);
        return new Change(
                site.className(),
                site.methodName(),
                site.position() == Site.Position.BEFORE ? new AtEntry(call) : atReturns(call));
    }

    /** What the factory returns goes through {@link ShiftedClock#shifted}. */
    static Change shiftingClockOf(String factory) {
        return new Change(
                factory,
                ShiftedClock.FACTORY_METHOD,
                atReturns(code -> code.invokestatic(desc(ShiftedClock.class), "shifted", SHIFTED)));
    }

    private static CodeTransform atReturns(Consumer<CodeBuilder> call) {
        return (code, element) -> {
            if (element instanceof ReturnInstruction) {
                call.accept(code);
            }
            code.with(element);
        };
    }

    private record AtEntry(Consumer<CodeBuilder> call) implements CodeTransform {

        @Override
        public void atStart(CodeBuilder code) {
            call.accept(code);
        }

        @Override
        public void accept(CodeBuilder code, CodeElement element) {
            code.with(element);
        }
    }

    String internalClassName() {
        return className.replace('.', '/');
    }

    /** A bridge only calls the method that it stands for. */
    boolean isOf(MethodModel method) {
        return method.methodName().equalsString(methodName) && !method.flags().has(AccessFlag.SYNTHETIC);
    }

    /** @throws IllegalStateException unless the class has exactly one such method, with a body */
    void requireMethod(ClassModel model) {
        long found = model.methods().stream()
                .filter(method -> isOf(method) && method.code().isPresent())
                .count();
        if (found != 1) {
            throw new IllegalStateException(
                    className + " has " + found + " methods " + methodName + " where one was expected");
        }
    }

    private static ClassDesc desc(Class<?> type) {
        return ClassDesc.of(type.getName());
    }
}
