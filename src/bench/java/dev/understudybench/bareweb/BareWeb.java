package dev.understudybench.bareweb;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The smallest useful application on spring-boot-starter-web: what start-up is held against. */
@SpringBootApplication
@RestController
public class BareWeb {
    /** Starts it. */
    public static void main(String[] args) {
        var application = new SpringApplication(BareWeb.class);
        application.setDefaultProperties(Map.of("spring.config.name", "bareweb", "server.address", "127.0.0.1"));
        application.run(args);
    }

    @GetMapping("/")
    String here() {
        return "here";
    }
}
