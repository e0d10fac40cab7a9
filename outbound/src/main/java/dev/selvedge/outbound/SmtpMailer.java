package dev.selvedge.outbound;

import dev.selvedge.domain.automations.channels.Mailer;
import dev.selvedge.domain.automations.channels.Sent;
import dev.selvedge.platform.Untrusted;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;

/** Plain text mails, one connection each. */
public final class SmtpMailer implements Mailer {

    private static final String TIMEOUT_MILLIS = "10000";
    private static final int LONGEST_SUBJECT = 250;

    private final Optional<MailServer> server;

    /** @param server empty when the operator named none */
    public SmtpMailer(Optional<MailServer> server) {
        this.server = server;
    }

    @Override
    public boolean isConfigured() {
        return server.isPresent();
    }

    @Override
    public Sent send(String address, String subject, String text) {
        if (server.isEmpty()) {
            return Sent.refused(null, "No mail server is set (selvedge.mail.sink)");
        }
        try {
            MimeMessage message = new MimeMessage(session(server.get()));
            message.setFrom(new InternetAddress(server.get().from(), true));
            message.setRecipient(Message.RecipientType.TO, new InternetAddress(address, true));
            message.setSubject(oneLine(subject), "UTF-8");
            message.setText(text, "UTF-8");
            message.setSentDate(new Date());
            message.setHeader("Auto-Submitted", "auto-generated");
            Transport.send(message);
            return Sent.delivered(null, "Mail accepted by " + server.get().host());
        } catch (AddressException e) {
            return Sent.refused(null, "The mail address cannot be used: " + e.getMessage());
        } catch (AuthenticationFailedException e) {
            return Sent.tryAgain(null, "The mail server refused the sign-in");
        } catch (SendFailedException e) {
            return isFinal(e)
                    ? Sent.refused(null, "The mail server refused the address")
                    : Sent.tryAgain(null, "The mail server did not take the mail: " + e.getMessage());
        } catch (MessagingException e) {
            return Sent.tryAgain(null, "The mail server could not be used: " + Untrusted.orElse(e, e.getMessage()));
        }
    }

    private static boolean isFinal(SendFailedException failure) {
        for (Throwable cause = failure; cause != null; cause = next(cause)) {
            if (cause instanceof SMTPAddressFailedException refused) {
                return refused.getReturnCode() >= 500;
            }
        }
        return false;
    }

    private static Throwable next(Throwable cause) {
        return cause instanceof MessagingException messaging ? messaging.getNextException() : null;
    }

    /** A header ends at a line break, and what would follow would be read as headers. */
    private static String oneLine(String subject) {
        String line = subject.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() > LONGEST_SUBJECT ? line.substring(0, LONGEST_SUBJECT) + "…" : line;
    }

    private static Session session(MailServer server) {
        Properties properties = new Properties();
        properties.put("mail.transport.protocol", "smtp");
        properties.put("mail.smtp.host", server.host());
        properties.put("mail.smtp.port", Integer.toString(server.port()));
        properties.put("mail.smtp.ssl.enable", Boolean.toString(server.tls()));
        // asked for where offered, also where not insisted on
        properties.put("mail.smtp.starttls.enable", "true");
        properties.put("mail.smtp.starttls.required", Boolean.toString(server.startTls()));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.connectiontimeout", TIMEOUT_MILLIS);
        properties.put("mail.smtp.timeout", TIMEOUT_MILLIS);
        properties.put("mail.smtp.writetimeout", TIMEOUT_MILLIS);
        properties.put("mail.smtp.auth", Boolean.toString(server.user() != null));
        return Session.getInstance(properties, new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(server.user(), server.password());
            }
        });
    }
}
