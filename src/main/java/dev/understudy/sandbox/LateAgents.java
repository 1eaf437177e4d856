package dev.understudy.sandbox;

/** What an agent does whose dispatch was deleted before it was in; measured: it comes all the same, half of them stay. */
public enum LateAgents {
    /** It never comes: the job is cancelled in time. */
    NEVER,
    /** Every second one stays without a dispatch; the others come and leave after 1.1 s. */
    ALTERNATE,
    /** It always comes and stays. */
    ALWAYS
}
