package dev.understudy.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a real LiveKit server an avatar is a program: started with its token, stopped when the conversation ends. */
class AvatarProcessesTest {
    @Test
    void theProgramGetsUrlAndTokenAndIsStoppedAtTheEnd(@TempDir Path folder) throws Exception {
        var script = Files.writeString(
                folder.resolve("avatar.sh"),
                "echo \"$LIVEKIT_URL $LIVEKIT_TOKEN $$\" > " + folder + "/tmp && mv " + folder + "/tmp " + folder
                        + "/seen\nexec sleep 60\n");
        try (var stage = Stage.open("avatar-command=sh," + script, "delays.avatar-joins-after=0s")) {
            var answer = stage.tavus(
                    "POST",
                    "/conversations",
                    "sandbox-k",
                    "{\"face_id\":\"r1\",\"properties\":{\"livekit_ws_url\":\"ws://there\",\"livekit_room_token\":\"the-token\"}}");
            var seen = folder.resolve("seen");
            await().until(() -> Files.exists(seen));
            var words = Files.readString(seen).strip().split(" ");
            assertThat(words).startsWith("ws://there", "the-token");
            var program = ProcessHandle.of(Long.parseLong(words[2])).orElseThrow();
            assertThat(program.isAlive()).isTrue();
            stage.tavus(
                    "POST",
                    "/conversations/" + answer.json().get("conversation_id").asText() + "/end",
                    "sandbox-k",
                    "");
            await().until(() -> !program.isAlive());
        }
    }
}
