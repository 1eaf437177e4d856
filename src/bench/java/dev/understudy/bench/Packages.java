package dev.understudy.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;

/** Packs all three applications alike: one thin jar, its libraries beside it, as Spring Boot's own {@code extract} does. */
final class Packages {
    private static final List<String> WEB_STARTER = List.of(
            "spring-(boot|core|jcl|beans|context|aop|expression|web|webmvc)-\\d.*",
            "spring-boot-autoconfigure-.*",
            "tomcat-embed-.*",
            "jackson-(annotations|core|databind|datatype-.*|module-parameter-names)-\\d.*",
            "logback-.*",
            "slf4j-.*",
            "log4j-(api|to-slf4j)-.*",
            "jul-to-slf4j-.*",
            "jakarta.annotation-api-.*",
            "micrometer-(commons|observation)-.*",
            "snakeyaml-2.*");
    private static final String NOT_BY_HAND = "(camel|hawtio|jolokia|spring-boot-actuator|spring-security|nimbus"
            + "|resilience4j|prometheus|micrometer-(core|jakarta9|registry)|httpc|snakeyaml-engine|postgresql|flyway-database"
            + "|HdrHistogram|LatencyUtils|caffeine).*";
    private static final List<String> BY_HAND_CLASSES = List.of(
            "dev/understudybench/byhand/.*",
            "dev/understudy/(livekit|common)/.*",
            "dev/understudy/webhook/(LiveKitSignature|WebhookBody|WebhookEvent|package-info).*",
            "db/migration/.*");
    private final Path root;

    Packages(Path root) {
        this.root = root;
    }

    /** The released jar, extracted; gives the thin jar. */
    Path understudy(Path jar) throws IOException, InterruptedException {
        var into = root.resolve("understudy");
        var extract = new ProcessBuilder(
                Child.java(),
                "-Djarmode=tools",
                "-jar",
                jar.toString(),
                "extract",
                "--force",
                "--destination",
                into + "");
        if (!extract.inheritIO().start().waitFor(1, TimeUnit.MINUTES)) throw new IOException("extract does not end");
        return into.resolve(jar.getFileName());
    }

    /** The flow by hand, with the libraries that it needs and none of Camel's. */
    Path byHand(Path lib) throws IOException {
        return pack(
                "byhand",
                "dev.understudybench.byhand.ByHand",
                lib,
                name -> !name.matches(NOT_BY_HAND),
                BY_HAND_CLASSES);
    }

    /** The bare web application, with exactly what spring-boot-starter-web brings. */
    Path bareWeb(Path lib) throws IOException {
        return pack(
                "bareweb",
                "dev.understudybench.bareweb.BareWeb",
                lib,
                name -> WEB_STARTER.stream().anyMatch(name::matches),
                List.of("dev/understudybench/bareweb/.*"));
    }

    private Path pack(String name, String main, Path lib, Predicate<String> wanted, List<String> classes)
            throws IOException {
        var folder = Files.createDirectories(root.resolve(name).resolve("lib"));
        try (var jars = Files.list(lib)) {
            for (var jar : jars.filter(one -> wanted.test(one.getFileName().toString()))
                    .toList())
                if (!Files.exists(folder.resolve(jar.getFileName())))
                    Files.copy(jar, folder.resolve(jar.getFileName()));
        }
        var thin = root.resolve(name).resolve(name + ".jar");
        try (var out = new JarOutputStream(Files.newOutputStream(thin), manifest(main, folder))) {
            add(out, Path.of("target/classes"), classes);
            add(out, Path.of("target/test-classes"), classes);
        }
        return thin;
    }

    private static Manifest manifest(String main, Path lib) throws IOException {
        var manifest = new Manifest();
        var attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, main);
        try (var jars = Files.list(lib)) {
            var path = jars.map(jar -> "lib/" + jar.getFileName()).sorted().collect(Collectors.joining(" "));
            attributes.put(Attributes.Name.CLASS_PATH, path);
        }
        return manifest;
    }

    /** Folders have entries of their own: without them Spring finds nothing in a jar. */
    private static void add(JarOutputStream out, Path from, List<String> wanted) throws IOException {
        var folders = new TreeSet<String>();
        try (var files = Files.walk(from)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                var name = from.relativize(file).toString().replace('\\', '/');
                if (wanted.stream().noneMatch(name::matches)) continue;
                for (var end = name.indexOf('/'); end > 0; end = name.indexOf('/', end + 1))
                    if (folders.add(name.substring(0, end + 1))) folder(out, name.substring(0, end + 1));
                put(out, name, file);
            }
        }
    }

    private static void folder(JarOutputStream out, String name) throws IOException {
        try {
            out.putNextEntry(new ZipEntry(name));
            out.closeEntry();
        } catch (ZipException e) {
            // the other folder of classes has brought it already
        }
    }

    private static void put(JarOutputStream out, String name, Path file) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        Files.copy(file, (OutputStream) out);
        out.closeEntry();
    }
}
