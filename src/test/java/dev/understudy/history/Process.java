package dev.understudy.history;

import dev.understudy.webhook.WebhookEvent;
import org.jspecify.annotations.Nullable;

/** One node of the application: killed, it forgets everything but the store; a while later it starts anew. */
final class Process {
    private static final long RESTART_MS = 1_500;
    private final World world;
    private final String name;
    private @Nullable Application application;
    private int life;

    Process(World world, String name) {
        this.world = world;
        this.name = name;
        start();
    }

    /** What a step is thrown out of when its process is killed. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed", null, false, false);
        }
    }

    int life() {
        return life;
    }

    void mustBeIn(int thatLife) {
        if (life != thatLife) throw new Killed();
    }

    /** Does something as this process, if it still lives that life. */
    void does(int thatLife, Runnable what) {
        if (life != thatLife) return;
        var before = world.running;
        world.running = this;
        try {
            what.run();
        } catch (Killed killed) {
            world.agenda.tell(name + " was in the middle of something");
        } finally {
            world.running = before;
        }
    }

    /** Plans something for this life. */
    void plan(long ms, Runnable what) {
        var mine = life;
        world.agenda.in(ms, () -> does(mine, what));
    }

    void kill() {
        world.agenda.tell("kill -9 " + name);
        life++;
        world.company.killed();
        application = null;
        world.agenda.in(RESTART_MS, this::start);
    }

    private void start() {
        if (application != null) return;
        application = new Application(world, this, name);
        application.start();
    }

    @Nullable
    Application application() {
        return application;
    }

    /** LiveKit posts: nobody listens while the process is down, and LiveKit tries again. */
    void receive(WebhookEvent event) {
        if (application == null) world.agenda.in(2_000, () -> receive(event));
        else application.receive(event);
    }
}
