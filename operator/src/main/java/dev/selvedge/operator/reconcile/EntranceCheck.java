package dev.selvedge.operator.reconcile;

import dev.selvedge.operator.api.IngressPlan;
import dev.selvedge.operator.desired.Ingresses;
import dev.selvedge.operator.desired.Installation;
import dev.selvedge.operator.reconcile.Facts.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** IngressReady and TLSReady. */
final class EntranceCheck {

    private static final Duration SOON = Duration.ofDays(21);

    private final Installation of;
    private final Facts facts;
    private final Conditions conditions;

    EntranceCheck(Installation of, Facts facts, Conditions conditions) {
        this.of = of;
        this.facts = facts;
        this.conditions = conditions;
    }

    void judge() {
        if (Ingresses.ingress(of).isEmpty()) {
            conditions.remove("IngressReady");
            conditions.remove("TLSReady");
            return;
        }
        ingress(Ingresses.plan(of));
        tls(Ingresses.plan(of).tlsSecret());
    }

    private void ingress(IngressPlan plan) {
        if (facts.entrance().addressed()) {
            conditions.yes("IngressReady", "Addressed", "A controller has taken the Ingress.");
        } else if (facts.entrance().classKnown().filter(known -> !known).isPresent()) {
            conditions.no(
                    "IngressReady",
                    "NoSuchClass",
                    "There is no IngressClass " + plan.className()
                            + "; spec.network.ingress.className names one of: kubectl get ingressclass");
        } else {
            conditions.no(
                    "IngressReady",
                    "NoAddress",
                    "No controller has given the Ingress an address yet; see"
                            + " whether one runs for its class: kubectl -n " + of.namespace() + " describe ingress");
        }
    }

    private void tls(String secret) {
        boolean https =
                of.spec().host().filter(host -> host.startsWith("https://")).isPresent();
        if (secret == null) {
            if (https) {
                conditions.yes(
                        "TLSReady",
                        "InFront",
                        "TLS ends in front of the cluster or by the controller's own"
                                + " certificate; spec.network.ingress.tlsSecret names another.");
            } else {
                conditions.remove("TLSReady");
            }
            return;
        }
        facts.entrance()
                .certificate()
                .ifPresentOrElse(
                        each -> certificate(secret, each),
                        () -> conditions.no(
                                "TLSReady",
                                "SecretMissing",
                                "Secret " + secret + " is not there; make it: kubectl" + " -n " + of.namespace()
                                        + " create secret tls " + secret + " --cert=… --key=…"));
    }

    private void certificate(String secret, Certificate certificate) {
        Instant now = facts.now();
        Optional<String> uncovered = uncovered(certificate.names());
        if (certificate.unreadable().isPresent()) {
            conditions.no(
                    "TLSReady",
                    "Unreadable",
                    "tls.crt of Secret " + secret + " is no certificate: "
                            + certificate.unreadable().get() + ". Put a PEM there.");
        } else if (certificate.until().isBefore(now)) {
            conditions.no(
                    "TLSReady",
                    "Expired",
                    "The certificate in " + secret + " ended at " + certificate.until() + "; put a new one there.");
        } else if (uncovered.isPresent()) {
            conditions.no(
                    "TLSReady",
                    "WrongName",
                    "The certificate in " + secret + " is for " + String.join(", ", certificate.names()) + ", not for "
                            + uncovered.get() + ".");
        } else if (certificate.until().isBefore(now.plus(SOON))) {
            conditions.no(
                    "TLSReady",
                    "EndsSoon",
                    "The certificate in " + secret + " ends at " + certificate.until() + "; renew it.");
        } else {
            conditions.yes("TLSReady", "Valid", "Until " + certificate.until() + ".");
        }
    }

    private Optional<String> uncovered(List<String> names) {
        return Ingresses.hosts(of).stream()
                .filter(host -> names.stream().noneMatch(name -> covers(name, host)))
                .findFirst();
    }

    private static boolean covers(String name, String host) {
        if (name.startsWith("*.")) {
            int dot = host.indexOf('.');
            return dot > 0 && host.substring(dot + 1).equalsIgnoreCase(name.substring(2));
        }
        return name.equalsIgnoreCase(host);
    }
}
