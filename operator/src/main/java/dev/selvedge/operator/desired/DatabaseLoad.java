package dev.selvedge.operator.desired;

import dev.selvedge.operator.api.Rules;

/** CPU and disk of the database in percent, from wherever they are measured. */
final class DatabaseLoad {

    private DatabaseLoad() {}

    static String cpu(Rules rules) {
        if (rules.mysqlCpuExpr() != null && !rules.mysqlCpuExpr().isBlank()) {
            return rules.mysqlCpuExpr();
        }
        String more = selector(rules);
        return switch (source(rules)) {
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

    /** That of Aurora grows by itself, up to 128 TiB. */
    static String disk(Rules rules) {
        String more = selector(rules);
        return switch (source(rules)) {
            case "cloudwatch" -> "100 * max(aws_rds_volume_bytes_used_average{" + more + "}) / 2^47";
            case "stackdriver" ->
                "100 * max(stackdriver_cloudsql_database_cloudsql_googleapis_com_database_disk_utilization{" + more
                        + "})";
            case "azure" -> "max(azure_dbformysql_flexibleservers_storage_percent_average_percent{" + more + "})";
            default ->
                "100 * max(kubelet_volume_stats_used_bytes{persistentvolumeclaim=~\".*mysql.*\"} / kubelet_volume_stats_capacity_bytes)";
        };
    }

    private static String source(Rules rules) {
        return rules.source() == null ? "cadvisor" : rules.source();
    }

    private static String selector(Rules rules) {
        return rules.mysqlSelector() == null ? "" : rules.mysqlSelector();
    }
}
