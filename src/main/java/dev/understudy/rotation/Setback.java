package dev.understudy.rotation;

import dev.understudy.common.Problem;

/** Why a step did not do what it should; the kinds are the branches of routes/rotation.camel.yaml. No message holds a value. */
public abstract sealed class Setback extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Setback(String message) {
        super(message);
    }

    /** It was not done, and trying again would not help: an untouched host is left alone, a touched one goes back. */
    public static final class StepFailed extends Setback {
        private static final long serialVersionUID = 1L;
        private final transient Problem problem;

        /** Names the problem by its code, as docs/problems.md explains it. */
        public StepFailed(String code, String title, String detail) {
            super(title + ": " + detail);
            problem = Problem.of(422, code, title, detail);
        }

        /** What people will read. */
        public Problem problem() {
            return problem;
        }
    }

    /** Nobody knows what became of it, or the host cannot now: look and try again in a moment. */
    public static final class Unsure extends Setback {
        private static final long serialVersionUID = 1L;

        private final boolean isBusy;

        /** Says what is known. */
        public Unsure(String message) {
            this(message, false);
        }

        /** The same; busy when another command of ours is still at work there. */
        public Unsure(String message, boolean isBusy) {
            super(message);
            this.isBusy = isBusy;
        }

        /** Whether another command of ours is still at work there, and is waited for. */
        public boolean isBusy() {
            return isBusy;
        }
    }

    /** It can neither go on nor back without somebody who looks. */
    public static final class PersonNeeded extends Setback {
        private static final long serialVersionUID = 1L;
        private final transient Problem problem;

        /** Names the problem by its code, as docs/problems.md explains it. */
        public PersonNeeded(String code, String title, String detail) {
            super(title + ": " + detail);
            problem = Problem.of(409, code, title, detail);
        }

        /** What people will read. */
        public Problem problem() {
            return problem;
        }
    }

    /** Another node has taken the rotation over, or this one is stopping: nothing more is done here. */
    public static final class HandedOver extends Setback {
        private static final long serialVersionUID = 1L;

        /** Says why. */
        public HandedOver(String message) {
            super(message);
        }
    }
}
