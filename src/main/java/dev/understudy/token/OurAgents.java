package dev.understudy.token;

/** Which agents are ours: a token request may name one of them, and of all others none. */
public interface OurAgents {
    /** True when this application dispatches that agent itself. */
    boolean include(String agentName);
}
