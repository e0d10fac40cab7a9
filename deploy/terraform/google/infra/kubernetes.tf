locals {
  node_count   = var.gke_node_count > 0 ? var.gke_node_count : module.sizes.node_count
  node_machine = var.gke_machine_type == "" ? module.sizes.node_machine : var.gke_machine_type
  # one pool in each zone, so that losing a zone leaves the nodes of the other
  nodes_of_zone = [for i in range(var.zone_count) : floor(local.node_count / var.zone_count) + (i < local.node_count % var.zone_count ? 1 : 0)]
}

resource "google_container_cluster" "this" {
  project                  = var.project_id
  name                     = var.namespace
  location                 = var.region
  node_locations           = local.zones
  min_master_version       = var.gke_min_version
  network                  = local.network
  subnetwork               = local.subnetwork
  networking_mode          = "VPC_NATIVE"
  remove_default_node_pool = true
  initial_node_count       = 1
  deletion_protection      = var.deletion_protection
  resource_labels          = local.labels
  datapath_provider        = "ADVANCED_DATAPATH"
  ip_allocation_policy {
    cluster_secondary_range_name  = "pods"
    services_secondary_range_name = "services"
  }
  private_cluster_config {
    enable_private_nodes    = true
    enable_private_endpoint = !var.kubernetes_public_access
  }
  master_authorized_networks_config {
    dynamic "cidr_blocks" {
      for_each = var.kubernetes_public_access_cidrs
      content { cidr_block = cidr_blocks.value }
    }
  }
  release_channel { channel = "REGULAR" }
  workload_identity_config { workload_pool = "${var.project_id}.svc.id.goog" }
  database_encryption {
    state    = "ENCRYPTED"
    key_name = local.key
  }
  depends_on = [google_kms_crypto_key_iam_member.services]

  lifecycle {
    precondition {
      condition     = !var.kubernetes_public_access || length(var.kubernetes_public_access_cidrs) > 0
      error_message = "kubernetes_public_access needs kubernetes_public_access_cidrs: the API is not opened to everybody."
    }
    precondition {
      condition     = local.make_network || var.subnetwork != ""
      error_message = "network needs subnetwork."
    }
  }
}

# Nodes may pull images and write logs; what the application may is said by its own account.
resource "google_service_account" "node" {
  project    = var.project_id
  account_id = "${var.namespace}-node"
}

resource "google_project_iam_member" "node" {
  for_each = toset(["roles/logging.logWriter", "roles/monitoring.metricWriter", "roles/monitoring.viewer", "roles/artifactregistry.reader"])
  project  = var.project_id
  role     = each.key
  member   = "serviceAccount:${google_service_account.node.email}"
}

resource "google_container_node_pool" "this" {
  count          = var.zone_count
  project        = var.project_id
  name           = "${var.namespace}-${count.index}"
  location       = var.region
  cluster        = google_container_cluster.this.name
  node_locations = [local.zones[count.index]]
  node_count     = local.nodes_of_zone[count.index]
  node_config {
    machine_type    = local.node_machine
    disk_size_gb    = module.sizes.node_disk_gb
    disk_type       = "pd-ssd"
    service_account = google_service_account.node.email
    oauth_scopes    = ["https://www.googleapis.com/auth/cloud-platform"]
    labels          = local.labels
    # pods get the rights of their own account, not of the node
    workload_metadata_config { mode = "GKE_METADATA" }
    shielded_instance_config {
      enable_secure_boot          = true
      enable_integrity_monitoring = true
    }
  }
  management {
    auto_repair  = true
    auto_upgrade = true
  }
  upgrade_settings {
    max_surge       = 1
    max_unavailable = 0
  }
}
