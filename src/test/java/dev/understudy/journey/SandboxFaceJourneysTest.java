package dev.understudy.journey;

/** The way to a face, in the sandbox. */
class SandboxFaceJourneysTest extends SandboxJourneys implements FaceJourneys {}
