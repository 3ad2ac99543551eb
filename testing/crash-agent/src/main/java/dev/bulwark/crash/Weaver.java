package dev.bulwark.crash;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

/** Makes {@link Change}s to the classes of an application: to those it has loaded at once, to others when they are loaded. */
final class Weaver implements ClassFileTransformer {

    private final Instrumentation instrumentation;
    /** By the class's internal name. */
    private final Map<String, List<Change>> changes = new ConcurrentHashMap<>();

    private volatile @Nullable Throwable failure;

    Weaver(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
        instrumentation.addTransformer(this, true);
    }

    /**
     * @return whether the class was there already; else it is changed as soon as it is loaded
     * @throws IllegalStateException if the class can't be changed; it is left as it was
     */
    synchronized boolean make(Change change) {
        failure = null;
        // Before the look at what is loaded: no class slips through between.
        List<Change> ofClass =
                changes.computeIfAbsent(change.internalClassName(), name -> new CopyOnWriteArrayList<>());
        ofClass.add(change);
        Class<?>[] loaded = Arrays.stream(instrumentation.getAllLoadedClasses())
                .filter(type -> type.getName().equals(change.className()))
                .toArray(Class<?>[]::new);
        try {
            if (loaded.length > 0) {
                instrumentation.retransformClasses(loaded);
            }
        } catch (UnmodifiableClassException | LinkageError e) {
            failure = e;
        }
        Throwable cause = failure;
        if (cause != null) {
            ofClass.remove(change);
            throw new IllegalStateException(change.className() + " can't be changed: " + cause.getMessage(), cause);
        }
        return loaded.length > 0;
    }

    /**
     * Null: nothing to do. What is thrown here the JVM would swallow. Asked about every class, the agent's own among them: so the way
     * out for those uses no class that might not be loaded.
     */
    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String className,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        List<Change> ofClass = className == null ? null : changes.get(className);
        if (ofClass == null) {
            return null;
        }
        try {
            return woven(bytes, loader, ofClass);
        } catch (RuntimeException | LinkageError e) {
            failure = e;
            System.err.println("crash-agent: " + className + " stays as it is: " + e);
            return null;
        }
    }

    /**
     * The class with the changes made.
     *
     * @param loader where the classes are found that the class speaks of; they are read, not loaded
     */
    static byte[] woven(byte[] original, @Nullable ClassLoader loader, List<Change> changes) {
        ClassFile classFile = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(hierarchy(loader)));
        ClassModel model = classFile.parse(original);
        ClassTransform all = ClassTransform.ACCEPT_ALL;
        for (Change change : changes) {
            change.requireMethod(model);
            all = all.andThen(ClassTransform.transformingMethodBodies(change::isOf, change.code()));
        }
        return classFile.transformClass(model, all);
    }

    private static ClassHierarchyResolver hierarchy(@Nullable ClassLoader loader) {
        return loader == null
                ? ClassHierarchyResolver.defaultResolver()
                : ClassHierarchyResolver.ofResourceParsing(loader).orElse(ClassHierarchyResolver.defaultResolver());
    }
}
