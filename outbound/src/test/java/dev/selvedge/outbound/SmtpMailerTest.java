package dev.selvedge.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.selvedge.domain.automations.channels.Sent;
import jakarta.mail.internet.MimeMessage;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SmtpMailerTest {

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void aMailArrivesAsItWasWritten() throws Exception {
        Sent sent = mailer("").send("ada@example.org", "Løss is NaN\r\nBcc: eve@example.org", "Zeile 1\nZeile 2 – ü");
        assertThat(sent.outcome()).as(sent.message()).isEqualTo(Sent.Outcome.DELIVERED);
        MimeMessage[] received = server.getReceivedMessages();
        assertThat(received).as("and to nobody else").hasSize(1);
        assertThat(received[0].getSubject()).isEqualTo("Løss is NaN Bcc: eve@example.org");
        assertThat(received[0].getContent().toString().strip().replace("\r\n", "\n"))
                .isEqualTo("Zeile 1\nZeile 2 – ü");
        assertThat(received[0].getFrom()[0].toString()).isEqualTo("selvedge@127.0.0.1");
    }

    @Test
    void credentialsWithSpecialCharactersAreUsed() {
        server.setUser("robot@example.org", "robot", "p@ss:w/rd");
        assertThat(mailer("robot:p%40ss%3Aw%2Frd@")
                        .send("ada@example.org", "s", "t")
                        .outcome())
                .isEqualTo(Sent.Outcome.DELIVERED);
    }

    @Test
    void aServerThatIsAwayIsTriedAgainAndABadAddressIsNot() {
        SmtpMailer mailer = mailer("");
        assertThat(mailer.send("not an address", "s", "t").outcome()).isEqualTo(Sent.Outcome.REFUSED);
        server.stop();
        assertThat(mailer.send("ada@example.org", "s", "t").outcome()).isEqualTo(Sent.Outcome.TRY_AGAIN);
    }

    @Test
    void encryptionThatIsInsistedOnIsNotGivenUp() {
        SmtpMailer mailer = new SmtpMailer(Optional.of(
                MailServer.parse("smtp://127.0.0.1:" + server.getSmtp().getPort() + "?starttls=true", "")));
        assertThat(mailer.send("ada@example.org", "s", "t").outcome()).isEqualTo(Sent.Outcome.TRY_AGAIN);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void addressesOfServersAreReadAndPasswordsStayOutOfMessages() {
        MailServer parsed = MailServer.parse("smtps://robot:secret@mail.example.org", "Team <team@example.org>");
        assertThat(parsed.port()).isEqualTo(465);
        assertThat(parsed.from()).isEqualTo("Team <team@example.org>");
        assertThat(parsed.toString()).isEqualTo("smtps://mail.example.org:465");
        assertThat(MailServer.parse("smtp://mail.example.org", "").port()).isEqualTo(587);
        MailServer withAddress = MailServer.parse("smtp://ops@example.org:s:cret@mail_host:25", "");
        assertThat(withAddress.user()).isEqualTo("ops@example.org");
        assertThat(withAddress.password()).isEqualTo("s:cret");
        assertThat(withAddress.host()).isEqualTo("mail_host");
        assertThat(withAddress.port()).isEqualTo(25);
        for (String bad : new String[] {"mail.example.org", "http://mail.example.org", "smtp://", "smtp://a b"}) {
            assertThatThrownBy(() -> MailServer.parse(bad, "")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private SmtpMailer mailer(String credentials) {
        return new SmtpMailer(Optional.of(MailServer.parse(
                "smtp://" + credentials + "127.0.0.1:" + server.getSmtp().getPort(), "")));
    }
}
