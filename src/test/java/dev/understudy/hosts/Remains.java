package dev.understudy.hosts;

import dev.understudy.envfile.EnvFile;
import dev.understudy.fixtures.host.Backend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What must be true after a rotation, whatever struck it.
 *
 * @param backend that was rotated
 * @param mates the others of its compose service
 * @param before its env file before
 * @param after its env file as it would be
 * @param secrets the application's own file
 * @param engineDied whether the engine was killed: when it comes back it tells all containers to end, those too that we have told already
 */
record Remains(Backend backend, List<Backend> mates, byte[] before, byte[] after, Path secrets, boolean engineDied) {
    private static final List<String> ENDS = List.of("done", "rolled_back", "refused");
    private static final String VARIABLE = "TAVUS_API_KEY";

    /** All that is not as it has to be. */
    List<String> wrong(Rotated rotated) {
        var wrong = new ArrayList<String>();
        container(backend, wrong);
        for (var mate : mates) container(mate, wrong);
        file(rotated, wrong);
        journal(rotated, wrong);
        secrets(rotated, wrong);
        return wrong;
    }

    private void container(Backend one, List<String> wrong) {
        var containers = one.containers();
        if (containers.size() != 1) {
            wrong.add("not one container but " + containers);
            return;
        }
        var seen = containers.get(0);
        if (!seen.name().equals(one.name())) wrong.add("it is called " + seen.name());
        if (!seen.isRunning()) wrong.add("it does not run: " + seen);
        if (!seen.policy().equals("unless-stopped")) wrong.add("its restart policy is " + seen.policy());
        if (!one.key(seen).equals(value(backend.env(), VARIABLE)))
            wrong.add("it has another key than its env file: " + seen);
        if (seen.isRunning() && !one.log().contains("\"registered worker\"")) wrong.add("its worker is not registered");
    }

    private void file(Rotated rotated, List<String> wrong) {
        var now = backend.env();
        var isNew = Arrays.equals(now, after);
        if (!isNew && !Arrays.equals(now, before)) wrong.add("the env file is neither the old nor the new one");
        if (isNew != rotated.state().equals("done"))
            wrong.add("the env file is " + (isNew ? "new" : "old") + " and the rotation " + rotated.state());
        backend.leftovers().forEach(each -> wrong.add("left over: " + each));
    }

    private void journal(Rotated rotated, List<String> wrong) {
        if (!ENDS.contains(rotated.state())) wrong.add("it ended as " + rotated.state() + ", " + rotated.problem());
        if (rotated.finishedAt().isEmpty()) wrong.add("the rotation is not closed");
        // a worker's own way to say that its calls were cut: it was told twice
        if (!engineDied
                && rotated.steps().stream()
                        .anyMatch(step ->
                                step.name().equals("drain") && step.observed().contains("with exit code 1 ")))
            wrong.add("a worker was not let finish");
        rotated.now().ifPresent(step -> wrong.add("the journal does not say what came of " + step));
    }

    private void secrets(Rotated rotated, List<String> wrong) {
        var kept = read(secrets);
        var wanted = value(after, VARIABLE);
        if (rotated.state().equals("done") != value(kept, VARIABLE).equals(wanted))
            wrong.add("after " + rotated.state() + " the application's own key is " + value(kept, VARIABLE));
        if (!value(kept, VARIABLE + "_NEXT").isEmpty()) wrong.add("a key is still staged");
    }

    private static String value(byte[] file, String name) {
        return EnvFile.parse(file).value(name).orElse("");
    }

    private static byte[] read(Path file) {
        try {
            return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
