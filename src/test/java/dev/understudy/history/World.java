package dev.understudy.history;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Everything outside the application, the store, and the application's nodes in it. */
final class World {
    final Agenda agenda = new Agenda();
    final Memory memory = new Memory();
    final Luck luck;
    final Post post;
    final Stage stage;
    final Troupe troupe;
    final Company company;
    final List<Process> nodes = new ArrayList<>();
    private final List<Runnable> inNextCall = new ArrayList<>();
    boolean away;
    Process running;

    World(long seed, int nodeCount) {
        luck = new Luck(seed);
        post = new Post(agenda, luck, event -> receiver().receive(event));
        stage = new Stage(agenda, luck, post);
        troupe = new Troupe(agenda, luck, stage, memory.violations);
        company = new Company(agenda, luck, stage, memory.violations);
        for (var i = 1; i <= nodeCount; i++) nodes.add(new Process(this, "node" + i));
        running = nodes.get(0);
    }

    /** Webhooks go to any of the nodes. */
    private Process receiver() {
        return nodes.get((int) luck.between(0, nodes.size() - 1));
    }

    /** A call of the process that runs now: it takes time, in which other things happen, the process's own death for one. */
    <T> T call(Supplier<T> effect) {
        var caller = running;
        var life = caller.life();
        agenda.pass(latency());
        caller.mustBeIn(life);
        var answer = effect.get();
        meanwhile();
        agenda.pass(latency());
        caller.mustBeIn(life);
        running = caller;
        return answer;
    }

    /** Something that happens when the next call has had its effect, and its caller does not know yet. */
    void inNextCall(Runnable what) {
        inNextCall.add(what);
    }

    void forgetNextCall() {
        inNextCall.clear();
    }

    private void meanwhile() {
        var all = List.copyOf(inNextCall);
        inNextCall.clear();
        all.forEach(Runnable::run);
    }

    private long latency() {
        return luck.percent(15) ? luck.between(5, 700) : luck.between(1, 3);
    }
}
