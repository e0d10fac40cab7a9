# The cluster is made, or one that is there is used: then its nodes and API are not ours to say.
data "google_container_cluster" "given" {
  count    = local.make_cluster ? 0 : 1
  project  = var.project_id
  name     = var.gke_cluster_name
  location = var.gke_cluster_location == "" ? var.region : var.gke_cluster_location
  lifecycle {
    postcondition {
      condition     = tonumber(split(".", self.master_version)[1]) >= 29
      error_message = "Kubernetes 1.29 or newer; ${var.gke_cluster_name} is ${self.master_version}."
    }
    postcondition {
      condition     = length(self.workload_identity_config) > 0
      error_message = "${var.gke_cluster_name} has no workload identity: without it the pods would have the rights of their node."
    }
    postcondition {
      condition     = endswith(var.network, self.network)
      error_message = "network is the one of ${var.gke_cluster_name}, with private services access: the database and Redis are reached from it."
    }
  }
}

locals {
  make_cluster = var.gke_cluster_name == ""
  cluster = local.make_cluster ? {
    name     = google_container_cluster.this[0].name
    endpoint = google_container_cluster.this[0].endpoint
    pool     = "${var.project_id}.svc.id.goog"
    } : {
    name     = data.google_container_cluster.given[0].name
    endpoint = data.google_container_cluster.given[0].endpoint
    pool     = data.google_container_cluster.given[0].workload_identity_config[0].workload_pool
  }
  node_count   = var.gke_node_count > 0 ? var.gke_node_count : module.sizes.node_count
  node_machine = var.gke_machine_type == "" ? module.sizes.node_machine : var.gke_machine_type
  # one pool in each zone, so that losing a zone leaves the nodes of the other
  nodes_of_zone = [for i in range(var.zone_count) : floor(local.node_count / var.zone_count) + (i < local.node_count % var.zone_count ? 1 : 0)]
}

resource "google_container_cluster" "this" {
  count                    = local.make_cluster ? 1 : 0
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
      condition     = var.public_access || !var.kubernetes_public_access
      error_message = "Without public_access the API of the cluster is not public either."
    }
    precondition {
      condition     = local.make_network || var.subnetwork != ""
      error_message = "network needs subnetwork."
    }
  }
}

# Nodes may pull images and write logs; what the application may is said by its own account.
resource "google_service_account" "node" {
  count      = local.make_cluster ? 1 : 0
  project    = var.project_id
  account_id = "${var.namespace}-node"
}

resource "google_project_iam_member" "node" {
  for_each = toset(local.make_cluster ? ["roles/logging.logWriter", "roles/monitoring.metricWriter", "roles/monitoring.viewer", "roles/artifactregistry.reader"] : [])
  project  = var.project_id
  role     = each.key
  member   = "serviceAccount:${google_service_account.node[0].email}"
}

resource "google_container_node_pool" "this" {
  count          = local.make_cluster ? var.zone_count : 0
  project        = var.project_id
  name           = "${var.namespace}-${count.index}"
  location       = var.region
  cluster        = local.cluster.name
  node_locations = [local.zones[count.index]]
  node_count     = local.nodes_of_zone[count.index]
  node_config {
    machine_type    = local.node_machine
    disk_size_gb    = module.sizes.node_disk_gb
    disk_type       = "pd-ssd"
    service_account = google_service_account.node[0].email
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
