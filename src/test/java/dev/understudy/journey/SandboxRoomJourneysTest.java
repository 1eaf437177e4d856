package dev.understudy.journey;

/** Users and operators, in the sandbox. */
class SandboxRoomJourneysTest extends SandboxJourneys implements RoomJourneys {}
