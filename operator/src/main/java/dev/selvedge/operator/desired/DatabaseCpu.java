package dev.selvedge.operator.desired;

import dev.selvedge.operator.api.Rules;

/** CPU of the database in percent, from wherever it is measured. */
final class DatabaseCpu {

    private DatabaseCpu() {}

    static String expression(Rules rules) {
        if (rules.mysqlCpuExpr() != null && !rules.mysqlCpuExpr().isBlank()) {
            return rules.mysqlCpuExpr();
        }
        String more = rules.mysqlSelector() == null ? "" : rules.mysqlSelector();
        return switch (rules.source() == null ? "cadvisor" : rules.source()) {
            case "cloudwatch" -> "max(aws_rds_cpuutilization_average{" + more + "})";
            case "stackdriver" ->
                "max(stackdriver_cloudsql_database_cloudsql_googleapis_com_database_cpu_utilization{" + more
                        + "}) * 100";
            case "azure" -> "max(azure_dbformysql_flexibleservers_cpu_percent_average_percent{" + more + "})";
            default -> cadvisor(more.isEmpty() ? "" : "," + more);
        };
    }

    private static String cadvisor(String more) {
        return "100 * sum(rate(container_cpu_usage_seconds_total{container=\"mysql\"" + more
                + "}[2m])) / sum(kube_pod_container_resource_requests{container=\"mysql\",resource=\"cpu\"" + more
                + "})";
    }
}
