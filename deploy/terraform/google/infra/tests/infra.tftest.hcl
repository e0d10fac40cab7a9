mock_provider "google" {
  override_data {
    target = data.google_compute_zones.here
    values = { names = ["europe-west3-a", "europe-west3-b", "europe-west3-c"] }
  }
  override_data {
    target = data.google_project.this
    values = { number = "123456789012" }
  }
  mock_resource "google_redis_instance" {
    defaults = { host = "10.10.0.9", port = 6378, auth_string = "made-by-google", server_ca_certs = [{ cert = "REDIS-CA" }] }
  }
  mock_resource "google_sql_database_instance" {
    defaults = { private_ip_address = "10.10.0.8", server_ca_cert = [{ cert = "SQL-CA" }] }
  }
}

variables {
  namespace                = "wandb"
  project_id               = "my-project"
  region                   = "europe-west3"
  backup_region            = "europe-west4"
  domain_name              = "example.org"
  subdomain                = "wandb"
  allowed_inbound_cidr     = ["203.0.113.0/24"]
  database_master_password = "abcdefghijklmnopqrstu"
}

run "prod_survives_a_zone" {
  command = apply
  variables { size = "prod" }
  assert {
    condition     = length(google_container_node_pool.this) == 2 && alltrue([for pool in google_container_node_pool.this : pool.node_count == 1]) && google_container_node_pool.this[0].node_locations != google_container_node_pool.this[1].node_locations
    error_message = "nodes in two zones"
  }
  assert {
    condition     = alltrue([for pool in google_container_node_pool.this : pool.node_config[0].machine_type == "n2-highmem-8" && pool.node_config[0].disk_size_gb == 100])
    error_message = "the reference architecture's machine with 100 GB"
  }
  assert {
    condition     = google_sql_database_instance.this.settings[0].availability_type == "REGIONAL" && google_sql_database_instance.this.settings[0].tier == "db-n1-highmem-8" && google_sql_database_instance.this.settings[0].disk_size == 500
    error_message = "the reference architecture's database with a standby in another zone"
  }
  assert {
    condition     = google_redis_instance.this.tier == "STANDARD_HA"
    error_message = "a Redis replica"
  }
}

run "both_products_have_their_machines" {
  command = plan
  variables { products = "both" }
  assert {
    condition     = google_container_node_pool.this[0].node_config[0].machine_type == "n2-highmem-16"
    error_message = "the machine for both"
  }
}

run "dev_is_small" {
  command = apply
  variables { size = "dev" }
  assert {
    condition     = sum([for pool in google_container_node_pool.this : pool.node_count]) == 1 && google_container_node_pool.this[0].node_config[0].machine_type == "n2-highmem-2"
    error_message = "one small node"
  }
  assert {
    condition     = google_sql_database_instance.this.settings[0].availability_type == "ZONAL" && google_sql_database_instance.this.settings[0].tier == "db-n1-highmem-2" && google_sql_database_instance.this.settings[0].disk_size == 100 && google_redis_instance.this.tier == "BASIC"
    error_message = "one small database and Redis"
  }
}

run "the_database_is_kept_private_and_watched" {
  command = apply
  assert {
    condition     = google_sql_database_instance.this.settings[0].backup_configuration[0].backup_retention_settings[0].retained_backups == 14 && google_sql_database_instance.this.settings[0].backup_configuration[0].binary_log_enabled && google_sql_database_instance.this.deletion_protection
    error_message = "backups of 14 days with points in time, protected"
  }
  assert {
    condition     = !google_sql_database_instance.this.settings[0].ip_configuration[0].ipv4_enabled && google_sql_database_instance.this.settings[0].ip_configuration[0].ssl_mode == "ENCRYPTED_ONLY"
    error_message = "private addresses and TLS only"
  }
  assert {
    condition     = contains(["MYSQL_8_0", "MYSQL_8_4"], google_sql_database_instance.this.database_version) && google_sql_database_instance.this.settings[0].disk_type == "PD_SSD" && google_sql_database_instance.this.settings[0].disk_autoresize
    error_message = "MySQL 8 on a fast disk that grows"
  }
  assert {
    condition     = google_monitoring_alert_policy.database_cpu["high"].conditions[0].condition_threshold[0].threshold_value == 0.4 && google_monitoring_alert_policy.database_cpu["high"].conditions[0].condition_threshold[0].duration == "300s"
    error_message = "CPU above 40 % for 5 minutes"
  }
  assert {
    condition     = google_monitoring_alert_policy.database_cpu["critical"].conditions[0].condition_threshold[0].threshold_value == 0.9
    error_message = "critical at 90 %"
  }
  assert {
    condition     = one([for flag in google_sql_database_instance.this.settings[0].database_flags : flag.value if flag.name == "binlog_row_image"]) == "minimal" && one([for flag in google_sql_database_instance.this.settings[0].database_flags : flag.value if flag.name == "sort_buffer_size"]) == "67108864"
    error_message = "the parameters asked for"
  }
}

run "the_bucket_is_private_and_open_to_our_pages_only" {
  command = apply
  assert {
    condition     = google_storage_bucket.this[0].public_access_prevention == "enforced" && google_storage_bucket.this[0].uniform_bucket_level_access
    error_message = "private"
  }
  assert {
    condition     = one(google_storage_bucket.this[0].cors[0].origin) == "https://wandb.example.org"
    error_message = "CORS for our host alone"
  }
  assert {
    condition     = google_storage_bucket.this[0].versioning[0].enabled
    error_message = "versions are kept"
  }
  assert {
    condition     = alltrue([for rule in google_storage_bucket.this[0].lifecycle_rule : rule.condition[0].with_state == "ARCHIVED" if rule.action[0].type == "Delete"])
    error_message = "objects must never expire"
  }
  assert {
    condition     = google_storage_bucket.backup.location == "europe-west4"
    error_message = "backups elsewhere"
  }
}

run "redis_is_version_7_with_tls_and_a_password" {
  command = apply
  assert {
    condition     = startswith(google_redis_instance.this.redis_version, "REDIS_7") && google_redis_instance.this.transit_encryption_mode == "SERVER_AUTHENTICATION" && google_redis_instance.this.auth_enabled
    error_message = "Redis 7 with TLS and a password"
  }
}

run "pods_have_the_rights_of_their_own_account" {
  command = apply
  assert {
    condition     = alltrue([for pool in google_container_node_pool.this : pool.node_config[0].workload_metadata_config[0].mode == "GKE_METADATA"]) && google_service_account_iam_member.workload.member == "serviceAccount:my-project.svc.id.goog[selvedge/selvedge]"
    error_message = "workload identity"
  }
  assert {
    condition     = !anytrue([for member in google_project_iam_member.node : strcontains(member.role, "storage")])
    error_message = "nodes have no rights on buckets"
  }
}

run "values_for_helm_hold_no_secret" {
  command = apply
  assert {
    condition     = !strcontains(output.helm_values, var.database_master_password) && !strcontains(output.helm_values, "made-by-google") && yamldecode(output.helm_values).global.host == "https://wandb.example.org"
    error_message = "helm_values holds a password or another host"
  }
}

run "backups_can_be_locked" {
  command = apply
  variables { backup_retention_days = 30 }
  assert {
    condition     = google_storage_bucket.backup.retention_policy[0].retention_period == 30 * 86400
    error_message = "not locked"
  }
}

run "short_backups_are_refused" {
  command = plan
  variables { database_backup_retention_period = 3 }
  expect_failures = [var.database_backup_retention_period]
}

run "backups_beside_their_original_are_refused" {
  command = plan
  variables { backup_region = "europe-west3" }
  expect_failures = [google_storage_bucket.backup]
}

run "an_open_api_needs_networks" {
  command = plan
  variables { kubernetes_public_access = true }
  expect_failures = [google_container_cluster.this]
}

run "an_old_cluster_is_refused" {
  command = plan
  variables { gke_min_version = "1.28" }
  expect_failures = [var.gke_min_version]
}
