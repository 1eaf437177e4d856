package dev.understudy.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A configuration folder as /etc/nginx is one, with the files that are shipped. Only what a deployment changes is changed here:
 * ports, addresses, certificate; each {@link #change} fails when its place is not there.
 */
public final class NginxFolder {
    private static final Path SHIPPED = Path.of("config/nginx");
    private static final String SERVER = "conf.d/understudy.conf";
    private static final String UPSTREAM = "understudy/upstream.conf";
    private static final String TLS = "understudy/with-tls.conf";
    /** What Debian's own nginx.conf says around it; each warning and each path is this test's own. */
    private static final String AROUND = """
            %s
            worker_processes 2;
            pid nginx.pid;
            error_log stderr warn;
            events { worker_connections 512; }
            http {
              access_log access.log;
              client_body_temp_path tmp/body;
              proxy_temp_path tmp/proxy;
              fastcgi_temp_path tmp/fastcgi;
              uwsgi_temp_path tmp/uwsgi;
              scgi_temp_path tmp/scgi;
              include conf.d/*.conf;
            }
            """;

    private final Path folder;
    private int port;
    private int tlsPort;

    private NginxFolder(Path folder) {
        this.folder = folder;
    }

    /** One in which nothing is included yet. */
    static NginxFolder empty(Path folder) {
        var made = new NginxFolder(folder.toAbsolutePath());
        // workers of a master that is root's would run as nobody, who may not enter a test's folder
        var user = System.getProperty("user.name").equals("root") ? "user root;" : "";
        made.write("nginx.conf", AROUND.formatted(user));
        made.make("conf.d").make("understudy").make("tmp");
        return made;
    }

    /** The shipped server block for plain HTTP on a free port, in front of that port. */
    public static NginxFolder shipped(Path folder, int upstream) {
        var made = empty(folder);
        made.port = FreePort.find();
        made.write(SERVER, shipped("understudy.conf"));
        made.write(UPSTREAM, shipped("understudy/upstream.conf"));
        return made.change(SERVER, "listen 80;", "listen 127.0.0.1:" + made.port + ";")
                .change(UPSTREAM, "server 127.0.0.1:8080;", "server 127.0.0.1:" + upstream + ";");
    }

    /** Adds the shipped part for HTTPS, on another free port, with a certificate. */
    NginxFolder tls(Path certificate, Path key) {
        tlsPort = FreePort.find();
        write(TLS, shipped("understudy/with-tls.conf"));
        return change(TLS, "listen 443 ssl;", "listen 127.0.0.1:" + tlsPort + " ssl;")
                .change(TLS, "/etc/letsencrypt/live/understudy.example.org/fullchain.pem", certificate.toString())
                .change(TLS, "/etc/letsencrypt/live/understudy.example.org/privkey.pem", key.toString());
    }

    /** Adds the shipped part for a LiveKit server of one's own on that port. */
    public NginxFolder liveKit(int upstream) {
        write("understudy/with-livekit.conf", shipped("understudy/with-livekit.conf"));
        return change(UPSTREAM, "server 127.0.0.1:7880;", "server 127.0.0.1:" + upstream + ";");
    }

    /** Changes the server block in a place that is there exactly once. */
    NginxFolder change(String from, String to) {
        return change(SERVER, from, to);
    }

    /** Changes the upstreams in a place that is there exactly once. */
    NginxFolder changeUpstream(String from, String to) {
        return change(UPSTREAM, from, to);
    }

    /** Adds another file beside the server block; files are read in the order of their names. */
    NginxFolder add(String name, String text) {
        write("conf.d/" + name, text);
        return this;
    }

    Path path() {
        return folder;
    }

    public int port() {
        return port;
    }

    int tlsPort() {
        return tlsPort;
    }

    /** A shipped file's text. */
    static String shipped(String name) {
        return read(SHIPPED.resolve(name));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private NginxFolder change(String file, String from, String to) {
        var text = read(folder.resolve(file));
        assertThat(text.split(java.util.regex.Pattern.quote(from), -1))
                .as("'" + from + "' in " + file)
                .hasSize(2);
        write(file, text.replace(from, to));
        return this;
    }

    private NginxFolder make(String name) {
        try {
            Files.createDirectories(folder.resolve(name));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String name, String text) {
        try {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
