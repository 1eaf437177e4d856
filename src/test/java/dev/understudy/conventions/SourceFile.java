package dev.understudy.conventions;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/**
 * A Java file and the lengths in it, as the compiler's own parser sees them.
 *
 * @param path from the project's folder
 * @param lines of the whole file
 * @param methods in it, constructors included
 */
record SourceFile(Path path, int lines, List<Method> methods) {

    /**
     * A method.
     *
     * @param name its name
     * @param lines from its first annotation to its closing brace; its comment is not counted
     * @param parameters how many
     * @param overriding whether somebody else settled them
     */
    record Method(String name, int lines, int parameters, boolean overriding) {}

    /** The files below a folder, read all at once. */
    static List<SourceFile> all(String folder) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var units = manager.getJavaFileObjectsFromPaths(Checkout.java(folder));
            var task = (JavacTask) compiler.getTask(null, manager, null, List.of("-proc:none"), null, units);
            var positions = Trees.instance(task).getSourcePositions();
            var found = new ArrayList<SourceFile>();
            for (var unit : task.parse()) found.add(read(unit, positions));
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SourceFile read(CompilationUnitTree unit, SourcePositions positions) throws IOException {
        var methods = new ArrayList<Method>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitMethod(MethodTree method, Void nothing) {
                var lines = lines(method);
                methods.add(new Method(
                        method.getName().toString(),
                        lines,
                        method.getParameters().size(),
                        method.getModifiers().getAnnotations().stream()
                                .anyMatch(each ->
                                        each.getAnnotationType().toString().equals("Override"))));
                return super.visitMethod(method, nothing);
            }

            private int lines(MethodTree method) {
                LineMap map = unit.getLineMap();
                return (int) (map.getLineNumber(positions.getEndPosition(unit, method))
                        - map.getLineNumber(positions.getStartPosition(unit, method))
                        + 1);
            }
        }.scan(unit, null);
        var lines = (int)
                unit.getSourceFile().getCharContent(true).toString().lines().count();
        var root = Path.of("").toAbsolutePath();
        return new SourceFile(root.relativize(Path.of(unit.getSourceFile().toUri())), lines, methods);
    }
}
