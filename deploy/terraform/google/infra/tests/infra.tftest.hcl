mock_provider "google" {
  override_data {
    target = data.google_compute_zones.here
    values = { names = ["europe-west3-a", "europe-west3-b", "europe-west3-c"] }
  }
  override_data {
    target = data.google_project.this
    values = { number = "123456789012" }
  }
  mock_data "google_container_cluster" {
    defaults = {
      endpoint                 = "10.20.0.2"
      master_version           = "1.31.4-gke.100"
      network                  = "projects/my-project/global/networks/shared"
      workload_identity_config = [{ workload_pool = "their-project.svc.id.goog" }]
    }
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

run "backups_are_made_each_night_in_the_other_region" {
  command = apply
  assert {
    condition     = yamldecode(output.helm_values).backup.enabled && yamldecode(output.helm_values).backup.target == "gs://wandb-backup-123456789012/selvedge"
    error_message = "the chart is told nothing of the bucket of the backups"
  }
  assert {
    condition     = google_storage_bucket_iam_member.app["backups"].bucket == "wandb-backup-123456789012"
    error_message = "the application's account may not write them"
  }
}

run "public_has_an_address_a_certificate_and_a_list_of_networks" {
  command = apply
  assert {
    condition     = output.address_name == "wandb" && yamldecode(output.helm_values).ingress.class == "gce" && yamldecode(output.helm_values).ingress.annotations["kubernetes.io/ingress.global-static-ip-name"] == "wandb" && yamldecode(output.helm_values).ingress.annotations["ingress.gcp.kubernetes.io/pre-shared-cert"] == "wandb"
    error_message = "an outer load balancer with our address and certificate"
  }
  assert {
    condition     = yamldecode(output.backend_config).spec.securityPolicy.name == "wandb" && one(one([for rule in google_compute_security_policy.edge[0].rule : rule.match if rule.action == "allow"])[0].config[0].src_ip_ranges) == "203.0.113.0/24" && length(google_compute_router_nat.out) == 1
    error_message = "who may reach it"
  }
}

run "an_existing_cluster_is_used_as_it_is" {
  command = apply
  variables {
    gke_cluster_name = "theirs"
    network          = "https://www.googleapis.com/compute/v1/projects/my-project/global/networks/shared"
  }
  assert {
    condition     = length(google_container_cluster.this) == 0 && length(google_container_node_pool.this) == 0 && length(google_service_account.node) == 0 && length(google_compute_network.this) == 0 && length(google_project_iam_member.node) == 0
    error_message = "no cluster, nodes or network beside theirs"
  }
  assert {
    condition     = google_sql_database_instance.this.settings[0].ip_configuration[0].private_network == var.network && google_redis_instance.this.authorized_network == var.network
    error_message = "the database and Redis are reached from it"
  }
  assert {
    condition     = google_service_account_iam_member.workload.member == "serviceAccount:their-project.svc.id.goog[selvedge/selvedge]"
    error_message = "its service account gets the bucket's rights"
  }
  assert {
    condition     = output.cluster_endpoint == "10.20.0.2" && data.google_container_cluster.given[0].location == "europe-west3"
    error_message = "what the rest needs of it"
  }
}

run "an_existing_cluster_needs_its_network" {
  command = plan
  variables { gke_cluster_name = "theirs" }
  expect_failures = [google_sql_database_instance.this, data.google_container_cluster.given]
}

run "an_existing_cluster_of_another_network_is_refused" {
  command = plan
  variables {
    gke_cluster_name = "theirs"
    network          = "https://www.googleapis.com/compute/v1/projects/my-project/global/networks/other"
  }
  expect_failures = [data.google_container_cluster.given]
}

run "an_existing_cluster_that_is_old_is_refused" {
  command = plan
  variables {
    gke_cluster_name = "theirs"
    network          = "https://www.googleapis.com/compute/v1/projects/my-project/global/networks/shared"
  }
  override_data {
    target = data.google_container_cluster.given[0]
    values = {
      master_version           = "1.28.9-gke.1"
      network                  = "projects/my-project/global/networks/shared"
      workload_identity_config = [{ workload_pool = "their-project.svc.id.goog" }]
    }
  }
  expect_failures = [data.google_container_cluster.given]
}

run "private_has_no_way_in_or_out" {
  command = apply
  variables { public_access = false }
  assert {
    condition     = length(google_compute_router_nat.out) == 0 && length(google_compute_router.out) == 0 && google_compute_subnetwork.this[0].private_ip_google_access
    error_message = "a way to the internet"
  }
  assert {
    condition     = google_container_cluster.this[0].private_cluster_config[0].enable_private_endpoint && google_container_cluster.this[0].private_cluster_config[0].enable_private_nodes
    error_message = "the cluster's API is private"
  }
  assert {
    condition     = length(google_compute_global_address.edge) == 0 && google_compute_address.edge[0].address_type == "INTERNAL" && google_compute_address.edge[0].purpose == "SHARED_LOADBALANCER_VIP" && google_compute_subnetwork.proxies[0].purpose == "REGIONAL_MANAGED_PROXY"
    error_message = "an inner address, and a subnetwork of the proxies"
  }
  assert {
    condition     = cidrsubnet(google_compute_subnetwork.proxies[0].ip_cidr_range, 0, 0) == "10.10.32.0/23" && google_compute_subnetwork.this[0].ip_cidr_range == "10.10.0.0/20" && one([for range in google_compute_subnetwork.this[0].secondary_ip_range : range.ip_cidr_range if range.range_name == "services"]) == "10.10.16.0/20"
    error_message = "beside the other ranges"
  }
  assert {
    condition     = yamldecode(output.helm_values).ingress.class == "gce-internal" && yamldecode(output.helm_values).ingress.annotations == { "kubernetes.io/ingress.regional-static-ip-name" = "wandb" } && yamldecode(output.helm_values).ingress.tls[0].secretName == "selvedge-tls"
    error_message = "an inner load balancer with a certificate of one's own"
  }
  assert {
    condition     = yamldecode(output.helm_values).global.env.SELVEDGE_OBJECTS_PROXY == "true" && !contains(keys(yamldecode(output.backend_config).spec), "securityPolicy")
    error_message = "objects go through the server; no rule that an inner load balancer does not know"
  }
}

run "private_keeps_the_api_private" {
  command = plan
  variables {
    public_access                  = false
    kubernetes_public_access       = true
    kubernetes_public_access_cidrs = ["203.0.113.0/24"]
  }
  expect_failures = [google_container_cluster.this]
}

run "an_existing_bucket_and_key_are_left_as_they_are" {
  command = apply
  variables {
    bucket_name   = "our-bucket"
    bucket_prefix = "wandb"
    kms_key_id    = "projects/my-project/locations/europe-west3/keyRings/ours/cryptoKeys/ours"
  }
  assert {
    condition     = length(google_storage_bucket.this) == 0 && length(google_kms_crypto_key.this) == 0 && google_sql_database_instance.this.encryption_key_name == var.kms_key_id
    error_message = "nothing of theirs is made anew"
  }
  assert {
    condition     = google_storage_bucket_iam_member.app["objects"].bucket == "our-bucket" && yamldecode(output.helm_values).global.bucket.name == "our-bucket" && yamldecode(output.helm_values).global.bucket.path == "wandb"
    error_message = "the application may use it, and the chart is told"
  }
}
