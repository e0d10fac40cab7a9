{{/* CPU of the database in percent, from wherever it is measured. */}}
{{- define "selvedge.mysqlCpu" -}}
{{- $r := .Values.monitoring.rules }}
{{- $more := $r.mysqlSelector }}
{{- if $r.mysqlCpuExpr }}{{ $r.mysqlCpuExpr }}
{{- else if eq $r.source "cloudwatch" }}max(aws_rds_cpuutilization_average{{ printf "{%s}" $more }})
{{- else if eq $r.source "stackdriver" }}max(stackdriver_cloudsql_database_cloudsql_googleapis_com_database_cpu_utilization{{ printf "{%s}" $more }}) * 100
{{- else if eq $r.source "azure" }}max(azure_dbformysql_flexibleservers_cpu_percent_average_percent{{ printf "{%s}" $more }})
{{- else }}100 * sum(rate(container_cpu_usage_seconds_total{{ printf "{container=\"mysql\"%s}" (ternary (printf ",%s" $more) "" (ne $more "")) }}[2m])) / sum(kube_pod_container_resource_requests{{ printf "{container=\"mysql\",resource=\"cpu\"%s}" (ternary (printf ",%s" $more) "" (ne $more "")) }})
{{- end }}
{{- end }}

{{/* How full the database's disk is, in percent: that of Aurora grows by itself, up to 128 TiB. */}}
{{- define "selvedge.mysqlDisk" -}}
{{- $r := .Values.monitoring.rules }}
{{- $more := $r.mysqlSelector }}
{{- if eq $r.source "cloudwatch" }}100 * max(aws_rds_volume_bytes_used_average{{ printf "{%s}" $more }}) / 2^47
{{- else if eq $r.source "stackdriver" }}100 * max(stackdriver_cloudsql_database_cloudsql_googleapis_com_database_disk_utilization{{ printf "{%s}" $more }})
{{- else if eq $r.source "azure" }}max(azure_dbformysql_flexibleservers_storage_percent_average_percent{{ printf "{%s}" $more }})
{{- else }}100 * max(kubelet_volume_stats_used_bytes{{ printf "{persistentvolumeclaim=~\".*mysql.*\"}" }} / kubelet_volume_stats_capacity_bytes)
{{- end }}
{{- end }}

{{- define "selvedge.rules" -}}
{{- $r := .Values.monitoring.rules }}
{{- $job := printf "job=\"%s-operations\"" (include "selvedge.name" .) }}
groups:
  - name: selvedge-database
    rules:
      - alert: SelvedgeMySQLCpuHigh
        expr: {{ printf "%s > %v" (include "selvedge.mysqlCpu" .) $r.mysqlCpuPercent | quote }}
        for: {{ $r.mysqlCpuFor }}
        labels: {severity: warning}
        annotations:
          summary: MySQL has used more than {{ $r.mysqlCpuPercent }} % of its CPU for {{ $r.mysqlCpuFor }}; give it a larger machine
      - alert: SelvedgeMySQLCpuCritical
        expr: {{ printf "%s > 90" (include "selvedge.mysqlCpu" .) | quote }}
        for: 5m
        labels: {severity: critical}
        annotations:
          summary: MySQL is out of CPU; requests wait
      - alert: SelvedgeCommitsSlow
        expr: {{ printf "histogram_quantile(0.99, sum by (le) (rate(selvedge_db_commit_seconds_bucket{%s}[5m]))) > 1" $job | quote }}
        for: 10m
        labels: {severity: warning}
        annotations:
          summary: One commit in a hundred takes longer than a second; look at the database's disk
      - alert: SelvedgePoolExhausted
        expr: {{ printf "max by (pod) (selvedge_db_pool_active{%s} / selvedge_db_pool_max{%s}) > 0.9" $job $job | quote }}
        for: 5m
        labels: {severity: warning}
        annotations:
          summary: "{{ "{{ $labels.pod }}" }} uses more than nine tenths of its database connections"
      - alert: SelvedgeMySQLDiskFull
        expr: {{ printf "%s > 80" (include "selvedge.mysqlDisk" .) | quote }}
        for: 10m
        labels: {severity: warning}
        annotations:
          summary: The database's disk is more than four fifths full; enlarge it before it takes no more rows
  - name: selvedge-server
    rules:
      - alert: SelvedgeDown
        expr: {{ printf "(sum(up{%s}) or vector(0)) == 0" $job | quote }}
        for: 2m
        labels: {severity: critical}
        annotations:
          summary: No server answers its scraper
      - alert: SelvedgeNotRedundant
        expr: {{ printf "kube_deployment_status_replicas_available{deployment=\"%s-app\"} < kube_deployment_spec_replicas{deployment=\"%s-app\"}" (include "selvedge.name" .) (include "selvedge.name" .) | quote }}
        for: 10m
        labels: {severity: warning}
        annotations:
          summary: Fewer servers are ready than wanted; the next failure may be noticed
      - alert: SelvedgeOneNode
        expr: {{ printf "count(count by (node) (kube_pod_info{pod=~\"%s-app-.+\",node!=\"\"})) == 1 and sum(kube_deployment_spec_replicas{deployment=\"%s-app\"}) > 1" (include "selvedge.name" .) (include "selvedge.name" .) | quote }}
        for: 10m
        labels: {severity: warning}
        annotations:
          summary: All servers are on one node; its loss would be an outage
      - alert: SelvedgeVersionsMixed
        expr: {{ printf "count(count by (image) (kube_pod_container_info{container=\"selvedge\",pod=~\"%s-(app|worker)-.+\"})) > 1" (include "selvedge.name" .) | quote }}
        for: 15m
        labels: {severity: warning}
        annotations:
          summary: Servers of two versions have run for a quarter of an hour; an upgrade stands still, and the older ones are on a schema that is not theirs
      - alert: SelvedgeCertificateEndsSoon
        expr: {{ printf "min(nginx_ingress_controller_ssl_expire_time_seconds{host=\"%s\"} or probe_ssl_earliest_cert_expiry{instance=~\"(https://)?%s(:[0-9]+)?(/.*)?\"}) - time() < 21 * 86400" (include "selvedge.hostname" .) (include "selvedge.hostname" . | replace "." "[.]") | quote }}
        for: 1h
        labels: {severity: warning}
        annotations:
          summary: The certificate of the server's name ends in less than three weeks
      - alert: SelvedgeErrors
        expr: {{ printf "sum(rate(http_server_requests_seconds_count{%s,status=~\"5..\",status!=\"501\"}[5m])) / sum(rate(http_server_requests_seconds_count{%s}[5m])) > 0.01" $job $job | quote }}
        for: 5m
        labels: {severity: warning}
        annotations:
          summary: More than one request in a hundred fails
      - alert: SelvedgeObjectStoreErrors
        expr: {{ printf "sum(rate(selvedge_objects_seconds_count{%s,outcome=\"error\"}[5m])) / sum(rate(selvedge_objects_seconds_count{%s}[5m])) > 0.01" $job $job | quote }}
        for: 10m
        labels: {severity: warning}
        annotations:
          summary: More than one call of the bucket in a hundred fails
      - alert: SelvedgeJobsStand
        expr: {{ printf "time() - max(selvedge_job_last_success_seconds{%s,job_name=\"runs-crash-detection\"}) > 600" $job | quote }}
        for: 5m
        labels: {severity: warning}
        annotations:
          summary: No worker has run its jobs for ten minutes
      - alert: SelvedgeQueueWaits
        expr: {{ printf "max by (queue) (selvedge_queue_age_seconds{%s}) > 300" $job | quote }}
        for: 1m
        labels: {severity: warning}
        annotations:
          summary: "The oldest of {{ "{{ $labels.queue }}" }} has waited for more than five minutes; the workers are too few, or cannot do it"
      - alert: SelvedgeRedisEvictions
        expr: {{ printf "max(increase(selvedge_redis_evicted_keys_total{%s}[10m])) > 0" $job | quote }}
        for: 1m
        labels: {severity: warning}
        annotations:
          summary: Redis throws keys away for want of memory; limits and counts of attempts are forgotten
      - alert: SelvedgeBackupStale
        expr: {{ printf "time() - max(selvedge_backup_last_seconds{%s,kind=\"created\"}) > 26 * 3600" $job | quote }}
        for: 5m
        labels: {severity: critical}
        annotations:
          summary: The newest backup is older than 26 hours
      - alert: SelvedgeBackupNeverMade
        expr: {{ printf "max(selvedge_backup_missing_seconds{%s}) > 26 * 3600" $job | quote }}
        for: 5m
        labels: {severity: critical}
        annotations:
          summary: Runs are kept, and no backup was ever made
      - alert: SelvedgeBackupNotElsewhere
        expr: {{ printf "time() - max(selvedge_backup_last_seconds{%s,kind=\"offsite\"}) > 26 * 3600" $job | quote }}
        for: 5m
        labels: {severity: warning}
        annotations:
          summary: The newest backup has no copy elsewhere
      - alert: SelvedgeDrillStale
        expr: {{ printf "time() - max(selvedge_backup_last_seconds{%s,kind=\"drilled\"}) > 8 * 86400" $job | quote }}
        for: 5m
        labels: {severity: warning}
        annotations:
          summary: No backup has been tried for eight days; nobody knows whether it would do
      - alert: SelvedgeHeapFull
        expr: {{ printf "max by (pod) (jvm_memory_usage_after_gc{%s}) > 0.9" $job | quote }}
        for: 10m
        labels: {severity: warning}
        annotations:
          summary: "{{ "{{ $labels.pod }}" }} needs more memory"
{{- end }}
