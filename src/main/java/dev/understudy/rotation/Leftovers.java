package dev.understudy.rotation;

import dev.understudy.container.Container;
import dev.understudy.host.FilesSeen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * What a rotation has left on a host that nobody works on any more. Removed is only what certainly serves nobody: a next container
 * that does not run while the worker does, and, when no next container is left and the env file is the old one, our copies of it.
 */
@Component
class Leftovers {
    private final Containers containers;

    Leftovers(Containers containers) {
        this.containers = containers;
    }

    /** Whose the lock is, and whether that can be told; changes nothing. */
    FilesSeen look(Work work) {
        return FilesSeen.parse(Answers.text(work, work.files().look(), "looking at the env file"));
    }

    /** Gives the lock back, if it is this rotation's; what was done and what is left there, by name. */
    String release(Work work) {
        var lock = look(work).lock();
        if (!lock.equals(work.rotation().id()))
            return (lock.isEmpty() ? "nobody held the lock" : "the lock is not ours but that of " + lock) + told(work);
        var serving = containers
                .find(work, work.target().container())
                .filter(Container::isRunning)
                .isPresent();
        if (serving)
            made(work).stream().filter(one -> isIdle(work, one)).forEach(one -> containers.remove(work, one.id()));
        if (Containers.made(work).isEmpty()
                && look(work).env().equals(work.facts().oldSha()))
            Answers.text(work, work.files().clean(), "removing the files of the rotation");
        var left = told(work);
        Answers.text(work, work.files().unlock(), "unlocking the host");
        return "unlocked" + left;
    }

    private static boolean isIdle(Work work, Container one) {
        return !one.isRunning()
                && one.name()
                        .equals(work.target().container() + "-next-"
                                + work.rotation().id());
    }

    private List<Container> made(Work work) {
        return Containers.made(work).stream()
                .map(id -> containers.find(work, id))
                .flatMap(Optional::stream)
                .toList();
    }

    private String told(Work work) {
        var seen = look(work);
        var left = new ArrayList<String>();
        if (!seen.previous().isEmpty()) left.add(work.files().place().previous() + " (the old env file)");
        if (!seen.staged().isEmpty()) left.add(work.files().place().staged() + " (the new env file)");
        left.addAll(made(work).stream().map(Leftovers::told).collect(Collectors.toList()));
        return "; the env file is " + which(work, seen)
                + (left.isEmpty() ? "; nothing is left of it" : "; left there: " + String.join(", ", left));
    }

    private static String told(Container one) {
        return "container " + one.name() + " (" + Containers.brief(one.id()) + ", "
                + (one.isRunning() ? "running" : "not running") + ", restart policy " + one.restartPolicy() + ")";
    }

    private static String which(Work work, FilesSeen seen) {
        if (seen.env().isEmpty()) return "not there";
        if (seen.env().equals(work.facts().oldSha())) return "the old one";
        return seen.env().equals(work.facts().newSha()) ? "the new one" : "neither the old nor the new one";
    }
}
