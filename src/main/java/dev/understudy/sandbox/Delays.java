package dev.understudy.sandbox;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long things take in the simulated world; the defaults are what livekit-server 1.13.5 and its SDKs took.
 *
 * @param jobAfter from CreateDispatch to the job's assignment
 * @param agentJoinsAfter from CreateDispatch to the agent's {@code participant_joined}
 * @param avatarJoinsAfter from the conversation's creation to the avatar's joining
 * @param phrase how long the agent goes on speaking before it switches and acknowledges
 * @param connect from being listed as JOINED to ACTIVE, when the webhook is sent
 * @param publish from ACTIVE to the first track published; an agent answers no RPC of its own before
 * @param noResponse how long a call takes that no node answers (503), and a deleted job that does not return
 * @param deadAgentLeaves when LiveKit notices that a participant's process is gone
 * @param restart how long a crashed server is away
 * @param slow how late Tavus answers under the fault {@code slow}
 * @param webhookSecond the second of the webhook sender's waits (1, 2, 4, 8), of Retry-After and of the 30 s age limit
 * @param workerRegisters from a container's start to its registered worker
 * @param workerDrains from TERM to the end of a worker, which has no jobs
 * @param slowHost how much longer a command takes under the host's fault {@code slow}
 */
public record Delays(
        @DefaultValue("200ms") Duration jobAfter,
        @DefaultValue("350ms") Duration agentJoinsAfter,
        @DefaultValue("600ms") Duration avatarJoinsAfter,
        @DefaultValue("300ms") Duration phrase,
        @DefaultValue("40ms") Duration connect,
        @DefaultValue("100ms") Duration publish,
        @DefaultValue("3s") Duration noResponse,
        @DefaultValue("20s") Duration deadAgentLeaves,
        @DefaultValue("1s") Duration restart,
        @DefaultValue("30s") Duration slow,
        @DefaultValue("1s") Duration webhookSecond,
        @DefaultValue("300ms") Duration workerRegisters,
        @DefaultValue("200ms") Duration workerDrains,
        @DefaultValue("2s") Duration slowHost) {}
