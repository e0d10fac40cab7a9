package dev.selvedge.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {

    private static String help(CommandLine line, String... words) {
        StringWriter out = new StringWriter();
        assertThat(line.setOut(new PrintWriter(out)).execute(words)).isZero();
        return out.toString();
    }

    @Test
    void theCommandThatIsAskedForIsDescribedAloneAndAsAmongAll() {
        List<String> names = new CommandLine(new Main())
                .getSubcommands().entrySet().stream()
                        .filter(each ->
                                !each.getValue().getCommandSpec().usageMessage().hidden())
                        .map(Map.Entry::getKey)
                        .toList();
        assertThat(names).contains("up", "admin", "doctor");
        for (String name : names) {
            CommandLine alone = Main.lineFor(name, "--help");
            assertThat(alone.getSubcommands()).containsOnlyKeys(name);
            assertThat(help(alone, name, "--help"))
                    .isEqualTo(help(new CommandLine(new Main()), name, "--help"))
                    .contains("selvedge " + name);
        }
    }

    @Test
    void withoutACommandTheyAreAllListed() {
        assertThat(help(Main.lineFor("--help"), "--help")).contains("up", "admin", "doctor", "restore");
        assertThat(Main.lineFor().getSubcommands()).hasSizeGreaterThan(5);
        assertThat(Main.lineFor("upp").getSubcommands()).containsKey("up");
    }
}
