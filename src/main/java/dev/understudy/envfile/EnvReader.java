package dev.understudy.envfile;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * By whose rules an env file is read: the same line means one thing to {@code docker run --env-file} and another to those who know
 * quotes, comments and references.
 */
public enum EnvReader {
    /** {@code docker run --env-file}: all that follows the {@code =} is the value, quotes and comments too (docker/cli, opts/file.go). */
    DOCKER,
    /** docker-compose 1.x, which reads by python-dotenv (compose/config/environment.py of 1.29.2). */
    COMPOSE_1,
    /** {@code docker compose}, which reads by its own library (compose-go, dotenv/parser.go of 2.9). */
    COMPOSE_2,
    /** A program that reads the file itself, by python-dotenv 0.21 or what does as it does. */
    DOTENV;

    /** For people. */
    public String label() {
        return switch (this) {
            case DOCKER -> "docker run --env-file";
            case COMPOSE_1 -> "docker-compose 1";
            case COMPOSE_2 -> "docker compose";
            case DOTENV -> "dotenv";
        };
    }

    /** What a written value is read as; empty when that depends on other variables, or is refused. */
    Optional<String> read(String written) {
        return switch (this) {
            case DOCKER -> Optional.of(written);
            case COMPOSE_1, DOTENV -> PythonValue.read(written);
            case COMPOSE_2 -> ComposeValue.read(written);
        };
    }

    /** The ways to write a value in the place of another one, the most like it first; not each of them is read back as that value. */
    List<String> forms(String old, String value) {
        var quote = old.startsWith("'") ? "'" : old.startsWith("\"") ? "\"" : "";
        return Stream.of(quote, "", "'", "\"")
                .distinct()
                .map(each -> each + value + each)
                .toList();
    }

    List<EnvLine> lines(String text) {
        return switch (this) {
            case DOCKER -> DockerLines.of(text);
            case COMPOSE_1 -> PythonLines.of(text, true);
            case COMPOSE_2 -> ComposeLines.of(text);
            case DOTENV -> PythonLines.of(text, false);
        };
    }
}
