package dev.selvedge.operator.reconcile;

import dev.selvedge.operator.api.IngressPlan;
import dev.selvedge.operator.desired.Ingresses;
import dev.selvedge.operator.desired.Installation;
import dev.selvedge.operator.reconcile.Facts.Certificate;
import dev.selvedge.operator.reconcile.Facts.Entrance;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** IngressReady, DNSResolved and TLSReady. */
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
        names();
        if (Ingresses.ingress(of).isEmpty()) {
            conditions.remove("IngressReady");
            conditions.remove("TLSReady");
            return;
        }
        ingress(Ingresses.plan(of));
        tls(Ingresses.plan(of).tlsSecret());
    }

    private void ingress(IngressPlan plan) {
        if (!facts.entrance().addresses().isEmpty()) {
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

    private void names() {
        List<String> names = Ingresses.names(of);
        Map<String, List<String>> found = facts.entrance().names();
        Optional<String> silent =
                names.stream().filter(name -> !found.containsKey(name)).findFirst();
        Optional<String> absent = names.stream()
                .filter(name -> found.getOrDefault(name, List.of()).isEmpty())
                .findFirst();
        Optional<String> elsewhere = names.stream().filter(this::elsewhere).findFirst();
        if (names.isEmpty()) {
            conditions.remove("DNSResolved");
        } else if (silent.isPresent()) {
            conditions.unknown(
                    "DNSResolved",
                    "NoAnswer",
                    "The cluster's resolver says nothing of " + silent.get() + "; see whether its DNS pods run.");
        } else if (absent.isPresent()) {
            conditions.no(
                    "DNSResolved",
                    "NotResolved",
                    "The cluster's resolver knows no " + absent.get() + "; make an A record of it that leads to "
                            + target() + ".");
        } else if (elsewhere.isPresent()) {
            conditions.unknown(
                    "DNSResolved",
                    "LeadsElsewhere",
                    elsewhere.get() + " leads to " + String.join(", ", found.get(elsewhere.get()))
                            + ", not to " + target() + ". That is well where a proxy stands between; else change"
                            + " the A record.");
        } else {
            conditions.yes(
                    "DNSResolved",
                    "Resolved",
                    String.join(" ", names.stream().map(this::told).toList()));
        }
    }

    private String told(String name) {
        return name + " leads to " + String.join(", ", facts.entrance().names().get(name)) + ".";
    }

    private String target() {
        List<String> addresses = facts.entrance().addresses();
        return addresses.isEmpty() ? "the load balancer" : String.join(", ", addresses);
    }

    /** Not known while the Ingress has no address, or one whose own name leads nowhere. */
    private boolean elsewhere(String name) {
        Entrance entrance = facts.entrance();
        List<String> wanted = entrance.addresses().stream()
                .flatMap(address -> entrance.names().getOrDefault(address, List.of()).stream())
                .toList();
        return !wanted.isEmpty()
                && Collections.disjoint(wanted, entrance.names().getOrDefault(name, List.of()));
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
