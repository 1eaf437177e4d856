package dev.understudy.sandbox;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Profile;

/**
 * Brings the simulators into the application, under their profile only and by themselves: nothing of the application names
 * them. Their beans have their full names, as the real things' names are taken.
 */
@AutoConfiguration
@Profile("sandbox & !world")
@ComponentScan(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
public class SandboxAutoConfiguration {}
