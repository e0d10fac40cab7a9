package dev.selvedge.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UpCommandTest {

    @Test
    void the_first_start_asks_for_an_account_and_later_ones_to_sign_in() {
        assertThat(UpCommand.whatNext("http://localhost:8080", true))
                .contains("open http://localhost:8080 and sign up (the first account becomes the administrator)")
                .contains("wandb login --relogin --host http://localhost:8080");
        assertThat(UpCommand.whatNext("http://localhost:8080", false))
                .contains("open http://localhost:8080 and sign in\n")
                .doesNotContain("sign up");
    }
}
