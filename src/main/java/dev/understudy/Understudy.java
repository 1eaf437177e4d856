package dev.understudy;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class Understudy {
    public static void main(String[] args) {
        SpringApplication.run(Understudy.class, args);
    }
}
