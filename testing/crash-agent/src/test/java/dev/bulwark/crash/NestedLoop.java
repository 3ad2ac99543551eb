package dev.bulwark.crash;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;

/** {@link BatchLoop} in a class loader below the system's, which knows nothing but this class: the way an executable jar runs. */
public final class NestedLoop {

    private NestedLoop() {}

    /** @param args the class path of the loop */
    public static void main(String[] args) throws Exception {
        URL[] classPath = Arrays.stream(args[0].split(File.pathSeparator))
                .map(NestedLoop::url)
                .toArray(URL[]::new);
        try (var loader = new URLClassLoader(classPath, ClassLoader.getSystemClassLoader())) {
            Class<?> loop = loader.loadClass("dev.bulwark.crash.BatchLoop");
            if (loop.getClassLoader() != loader) {
                throw new IllegalStateException("the loop is on the system's class path");
            }
            loop.getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        }
    }

    private static URL url(String element) {
        try {
            return Path.of(element).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(element, e);
        }
    }
}
