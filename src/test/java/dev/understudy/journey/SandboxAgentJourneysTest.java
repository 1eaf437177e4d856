package dev.understudy.journey;

/** Agents in trouble, in the sandbox. */
class SandboxAgentJourneysTest extends SandboxJourneys implements AgentJourneys {}
