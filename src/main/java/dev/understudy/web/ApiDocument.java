package dev.understudy.web;

import java.io.IOException;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The description of all calls, OpenAPI 3.1; a test holds it against the running application. */
@RestController
class ApiDocument {
    private final byte[] document;

    ApiDocument() throws IOException {
        document = new ClassPathResource("openapi.yaml").getContentAsByteArray();
    }

    @GetMapping("/openapi.yaml")
    ResponseEntity<byte[]> openapi() {
        return ResponseEntity.ok().header("Content-Type", "application/yaml").body(document);
    }
}
