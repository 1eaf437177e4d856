package dev.understudy.journey;

import dev.understudy.fixtures.Stage;

/** Journeys that play on whatever stage the test class brings. */
interface OnStage {
    /** The stage, shared by all journeys of the class. */
    Stage stage();
}
