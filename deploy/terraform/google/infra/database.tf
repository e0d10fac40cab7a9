locals {
  database_machine = var.database_machine_type == "" ? module.sizes.database_machine : var.database_machine_type
}

resource "google_sql_database_instance" "this" {
  project             = var.project_id
  name                = var.namespace
  region              = var.region
  database_version    = var.database_version
  encryption_key_name = local.key
  deletion_protection = var.deletion_protection
  settings {
    tier      = local.database_machine
    edition   = "ENTERPRISE"
    disk_type = "PD_SSD"
    disk_size = module.sizes.database_disk_gb
    # grows, never shrinks
    disk_autoresize             = true
    deletion_protection_enabled = var.deletion_protection
    user_labels                 = local.labels
    # the hot standby, on another machine in another zone
    availability_type = local.production ? "REGIONAL" : "ZONAL"
    ip_configuration {
      ipv4_enabled    = false
      private_network = local.network
      ssl_mode        = "ENCRYPTED_ONLY"
    }
    backup_configuration {
      enabled                        = true
      binary_log_enabled             = true
      start_time                     = "02:00"
      transaction_log_retention_days = 7
      backup_retention_settings {
        retained_backups = var.database_backup_retention_period
        retention_unit   = "COUNT"
      }
    }
    insights_config { query_insights_enabled = local.production }
    dynamic "database_flags" {
      for_each = {
        binlog_row_image                 = "minimal"
        innodb_flush_log_at_trx_commit   = "1"
        innodb_online_alter_log_max_size = "268435456"
        max_prepared_stmt_count          = "1048576"
        sort_buffer_size                 = "67108864"
        slow_query_log                   = "on"
        long_query_time                  = "1"
        character_set_server             = "utf8mb4"
      }
      content {
        name  = database_flags.key
        value = database_flags.value
      }
    }
  }
  depends_on = [google_service_networking_connection.services, google_kms_crypto_key_iam_member.services]

  lifecycle {
    precondition {
      condition     = local.make_cluster || !local.make_network
      error_message = "gke_cluster_name needs network: the database and Redis are put beside the cluster."
    }
    precondition {
      condition     = var.public_access || local.make_network || var.subnetwork != ""
      error_message = "Without public_access, network needs subnetwork: the load balancer has its address there."
    }
  }
}

resource "google_sql_database" "this" {
  project  = var.project_id
  name     = var.database_name
  instance = google_sql_database_instance.this.name
  charset  = "utf8mb4"
}

resource "google_sql_user" "this" {
  project  = var.project_id
  name     = var.database_master_username
  instance = google_sql_database_instance.this.name
  password = var.database_master_password
}

resource "google_monitoring_alert_policy" "database_cpu" {
  for_each = {
    high     = { percent = var.database_cpu_alarm_percent, text = "the database needs a larger machine", severity = "WARNING" }
    critical = { percent = 90, text = "the database is out of CPU", severity = "CRITICAL" }
  }
  project               = var.project_id
  display_name          = "${var.namespace}-mysql-cpu-${each.key}"
  combiner              = "OR"
  severity              = each.value.severity
  notification_channels = var.alarm_channels
  user_labels           = local.labels
  documentation { content = "CPU above ${each.value.percent} % for five minutes: ${each.value.text}" }
  conditions {
    display_name = "CPU above ${each.value.percent} %"
    condition_threshold {
      filter          = "resource.type = \"cloudsql_database\" AND resource.labels.database_id = \"${var.project_id}:${google_sql_database_instance.this.name}\" AND metric.type = \"cloudsql.googleapis.com/database/cpu/utilization\""
      comparison      = "COMPARISON_GT"
      threshold_value = each.value.percent / 100
      duration        = "300s"
      aggregations {
        alignment_period   = "60s"
        per_series_aligner = "ALIGN_MEAN"
      }
    }
  }
}
