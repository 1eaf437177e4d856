package dev.understudy.bench;

import java.nio.file.Path;
import java.util.List;

public class Bench {
    public static void main(String[] args) throws Exception {
        var root = Path.of("target/bench").toAbsolutePath();
        var packages = new Packages(root);
        var thin = packages.understudy(Path.of("target/understudy.jar"));
        var hand = packages.byHand(thin.resolveSibling("lib"));
        packages.bareWeb(thin.resolveSibling("lib"));
        try (var a = Contestant.understudy(root, thin, List.of());
                var b = Contestant.byHand(root, hand, thin)) {
            for (var n : args)
                for (int i = 0; i < 6; i++)
                    for (var c : List.of(a, b))
                        System.out.println(n + " " + c.name + " " + c.play(Integer.parseInt(n), 0, 8));
        }
    }
}
