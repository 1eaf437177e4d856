package dev.understudy.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.beans.Introspector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/** Routes name beans and methods as text: a name that leads nowhere is found here, and not at night. */
class RouteBeansTest {
    private static final Pattern IN_TEXT = Pattern.compile("\\$\\{bean:(\\w+)\\?method=(\\w+)");
    private static final Pattern QUESTION = Pattern.compile("\\$\\{exchangeProperty\\.\\w+\\.(is|get|)(\\w+)}");
    private final Map<String, JavaClass> beans = beans();

    @Test
    void everyBeanAndMethodThatARouteNamesIsThere() {
        var offences = new ArrayList<String>();
        for (var file : RouteFile.all()) {
            for (var route : file.routes())
                for (var step : route.steps())
                    if (step.kind().equals("bean") && !isThere(step.get("ref"), step.get("method")))
                        offences.add(file.word() + ": " + step.get("ref") + "." + step.get("method"));
            IN_TEXT.matcher(file.text())
                    .results()
                    .filter(hit -> !isThere(hit.group(1), hit.group(2)))
                    .forEach(hit -> offences.add(file.word() + ": " + hit.group()));
        }
        assertThat(offences).isEmpty();
    }

    /**
     * Camel takes isReading() and reading() for one question, and which of the two answers is left to the order in which a JVM
     * happens to list methods: it worked for months, and then in no run on another kind of thread.
     */
    @Test
    void aQuestionThatARouteAsksHasOneAnswer() {
        var asked = new TreeSet<String>();
        for (var file : RouteFile.all())
            QUESTION.matcher(file.text()).results().forEach(hit -> asked.add(Introspector.decapitalize(hit.group(2))));
        assertThat(asked).contains("reading", "waiting", "client");
        var offences = new ArrayList<String>();
        for (var type : Code.MAIN)
            for (var name : asked) {
                var answers = type.getMethods().stream()
                        .filter(each -> each.getRawParameterTypes().isEmpty())
                        .map(each -> each.getName())
                        .filter(each -> each.equals(name) || each.matches("(is|get)" + StringUtils.capitalize(name)))
                        .distinct()
                        .toList();
                if (answers.size() > 1) offences.add(type.getSimpleName() + ": " + answers);
            }
        assertThat(offences).isEmpty();
    }

    private boolean isThere(String bean, String method) {
        var type = beans.get(bean);
        return type != null
                && type.getAllMethods().stream()
                        .anyMatch(each -> each.getName().equals(method)
                                && each.getModifiers().contains(JavaModifier.PUBLIC));
    }

    private static Map<String, JavaClass> beans() {
        var found = new HashMap<String, JavaClass>();
        for (var type : Code.MAIN) {
            if (type.getPackageName().endsWith(".sandbox")) continue; // never a route's business
            if (type.isMetaAnnotatedWith(Component.class) || type.isAnnotatedWith(Component.class))
                found.put(nameOf(type), type);
            for (var method : type.getMethods())
                if (method.isAnnotatedWith(Bean.class)) found.put(method.getName(), method.getRawReturnType());
        }
        return found;
    }

    private static String nameOf(JavaClass type) {
        var given = type.tryGetAnnotationOfType(Component.class)
                .map(Component::value)
                .orElse("");
        if (!given.isEmpty()) return given;
        return Introspector.decapitalize(type.getSimpleName());
    }
}
