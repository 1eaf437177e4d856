package dev.understudy.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The two systems by turns: warmed up until the JIT is done, then at full load, then at half of what each can do. */
final class Contest {
    private static final double STEADY = 0.05;
    private final Contestant ours;
    private final Contestant byHand;
    private final Report report;
    private final Size size;
    private final List<Played> ourRounds = new ArrayList<>();
    private final List<Played> handRounds = new ArrayList<>();

    /**
     * How much is played.
     *
     * @param inFlight sessions at once at full load
     * @param seconds of one measured round
     * @param rounds measured rounds of each
     * @param warmUps rounds before that at most
     */
    record Size(int inFlight, double seconds, int rounds, int warmUps) {
        static Size given() {
            return new Size(
                    Integer.getInteger("bench.in-flight", 64),
                    Integer.getInteger("bench.seconds", 8),
                    Integer.getInteger("bench.rounds", 4),
                    Integer.getInteger("bench.warm-ups", 16));
        }
    }

    Contest(Contestant ours, Contestant byHand, Report report, Size size) {
        this.ours = ours;
        this.byHand = byHand;
        this.report = report;
        this.size = size;
    }

    void run() throws IOException, InterruptedException {
        report.title("Whole sessions, " + size.inFlight() + " at once, both systems by turns");
        warmUp();
        for (var round = 1; round <= size.rounds(); round++) round(round);
        judgeRates();
        half();
        memory();
    }

    /** The JIT is done when the work of a session costs no less than in the round before; it takes both minutes on two cores. */
    private void warmUp() throws IOException, InterruptedException {
        var last = new double[] {Double.MAX_VALUE, Double.MAX_VALUE};
        for (var round = 1; round <= size.warmUps(); round++) {
            var us = ours.play(size.inFlight(), 0, size.seconds());
            var hand = byHand.play(size.inFlight(), 0, size.seconds());
            report.line(
                    "warm-up %d: understudy %.1f/s, %.1f ms of CPU a session; by hand %.1f/s, %.1f ms",
                    round, us.perSecond(), us.cpu(), hand.perSecond(), hand.cpu());
            if (isSteady(last[0], us.cpu()) && isSteady(last[1], hand.cpu())) return;
            last = new double[] {us.cpu(), hand.cpu()};
        }
    }

    private static boolean isSteady(double before, double now) {
        return now >= before * (1 - STEADY);
    }

    /** Each goes first as often as the other. */
    private void round(int number) throws IOException, InterruptedException {
        if (number % 2 == 0) handRounds.add(byHand.play(size.inFlight(), 0, size.seconds()));
        ourRounds.add(ours.play(size.inFlight(), 0, size.seconds()));
        if (number % 2 == 1) handRounds.add(byHand.play(size.inFlight(), 0, size.seconds()));
        report.line("round %d  understudy %s", number, ourRounds.get(number - 1));
        report.line("         by hand    %s", handRounds.get(number - 1));
    }

    private void judgeRates() {
        var us = Played.median(ourRounds, Played::perSecond);
        var hand = Played.median(handRounds, Played::perSecond);
        var lost = ourRounds.stream().mapToInt(Played::failed).sum();
        report.atMost("sessions of understudy that did not end within 30 s", lost, 0);
        var handLost = handRounds.stream().mapToInt(Played::failed).sum();
        if (handLost > 0) report.line("by hand lost %d: the machine is too busy for a comparison", handLost);
        report.line("medians: understudy %.1f/s, by hand %.1f/s", us, hand);
        report.atLeast("rate, understudy : by hand", us / hand, 0.7);
        report.line(
                "processor time a session, by hand : understudy = %.2f (the same ratio, less moved by other load)",
                Played.median(handRounds, Played::cpu) / Played.median(ourRounds, Played::cpu));
    }

    private void half() throws IOException, InterruptedException {
        report.title("At half of the peak rate");
        var us = ours.play(4_000, Played.median(ourRounds, Played::perSecond) / 2, size.seconds());
        var hand = byHand.play(4_000, Played.median(handRounds, Played::perSecond) / 2, size.seconds());
        report.line("understudy %s", us);
        report.line("by hand    %s", hand);
        report.atMost("p99 of the webhook answer, ms", us.webhook().p99(), 20);
    }

    private void memory() throws IOException {
        report.line(
                "highest memory (RSS, -Xmx256m): understudy %d MB, by hand %d MB",
                ours.app.megabytes("VmHWM"), byHand.app.megabytes("VmHWM"));
    }
}
