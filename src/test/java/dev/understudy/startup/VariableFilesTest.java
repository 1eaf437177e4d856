package dev.understudy.startup;

import static dev.understudy.startup.Starts.refusal;
import static dev.understudy.startup.Starts.start;
import static dev.understudy.startup.Starts.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Values that are given as files. */
class VariableFilesTest {
    @TempDir
    Path folder;

    @Test
    void aValueMayComeFromAFile() throws IOException {
        var variables = with(
                "LIVEKIT_API_SECRET_FILE",
                file("f".repeat(40) + "\n", "rw-------").toString());
        variables.remove("LIVEKIT_API_SECRET");
        assertThat(start(variables, "production").getProperty("understudy.livekit.api-secret"))
                .isEqualTo("f".repeat(40));
    }

    @Test
    void everyVariableHasAFileForm() throws IOException {
        for (var variable : Variable.values()) {
            var variables = new HashMap<String, Object>();
            variables.put(variable.file(), file("from-file", "rw-------").toString());
            var complaints = new ArrayList<String>();
            var environment = new StandardEnvironment();
            environment.getPropertySources().addFirst(new MapPropertySource("t", variables));
            assertThat(new VariableFiles(environment, complaints).read()).containsEntry(variable.name(), "from-file");
        }
    }

    @Test
    void aSecretThatOthersCanReadIsRefused() throws IOException {
        var open = with("TAVUS_API_KEY_FILE", file("tavus-secret", "rw-r--r--").toString());
        open.remove("TAVUS_API_KEY");
        assertThat(refusal(open, "production"))
                .contains("TAVUS_API_KEY_FILE", "can be read by others")
                .doesNotContain("tavus-secret");
    }

    @Test
    void whatIsNoSecretMayLieOpen() throws IOException {
        var open = with("TAVUS_FACE_ID_FILE", file("face-9", "rw-r--r--").toString());
        open.remove("TAVUS_FACE_ID");
        assertThat(start(open, "production").getProperty("understudy.tavus.face-id"))
                .isEqualTo("face-9");
    }

    @Test
    void aMissingFileAndAValueGivenTwiceAreToldWithTheRest() throws IOException {
        var wrong = with("LIVEKIT_API_KEY_FILE", file("x", "rw-------").toString());
        wrong.put("UNDERSTUDY_API_TOKEN_FILE", folder.resolve("nowhere").toString());
        wrong.remove("UNDERSTUDY_API_TOKEN");
        wrong.remove("LIVEKIT_URL");
        assertThat(refusal(wrong, "production"))
                .contains("LIVEKIT_API_KEY are both set", "is not a file that can be read", "LIVEKIT_URL is missing");
    }

    private Path file(String value, String permissions) throws IOException {
        var file = Files.createTempFile(folder, "value", "");
        Files.writeString(file, value);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
