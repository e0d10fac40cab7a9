locals {
  make_network = var.network == ""
  network      = local.make_network ? google_compute_network.this[0].self_link : var.network
  subnetwork   = local.make_network ? google_compute_subnetwork.this[0].self_link : var.subnetwork
}

resource "google_compute_network" "this" {
  count                   = local.make_network ? 1 : 0
  project                 = var.project_id
  name                    = var.namespace
  auto_create_subnetworks = false
}

resource "google_compute_subnetwork" "this" {
  count                    = local.make_network ? 1 : 0
  project                  = var.project_id
  name                     = var.namespace
  region                   = var.region
  network                  = local.network
  ip_cidr_range            = cidrsubnet(var.network_cidr, 4, 0)
  private_ip_google_access = true
  secondary_ip_range {
    range_name    = "pods"
    ip_cidr_range = cidrsubnet(var.network_cidr, 1, 1)
  }
  secondary_ip_range {
    range_name    = "services"
    ip_cidr_range = cidrsubnet(var.network_cidr, 4, 1)
  }
}

# Nodes have no public addresses; images are pulled through this. Without public access nothing leaves: Google's own services are reached by
# private_ip_google_access, and images come from the Artifact Registry.
resource "google_compute_router" "out" {
  count   = local.make_network && var.public_access ? 1 : 0
  project = var.project_id
  name    = var.namespace
  region  = var.region
  network = local.network
}

resource "google_compute_router_nat" "out" {
  count                              = local.make_network && var.public_access ? 1 : 0
  project                            = var.project_id
  name                               = var.namespace
  router                             = google_compute_router.out[0].name
  region                             = var.region
  nat_ip_allocate_option             = "AUTO_ONLY"
  source_subnetwork_ip_ranges_to_nat = "ALL_SUBNETWORKS_ALL_IP_RANGES"
}

# The database and Redis are reached by private addresses alone.
resource "google_compute_global_address" "services" {
  count         = local.make_network ? 1 : 0
  project       = var.project_id
  name          = "${var.namespace}-services"
  purpose       = "VPC_PEERING"
  address_type  = "INTERNAL"
  prefix_length = 20
  network       = local.network
}

resource "google_service_networking_connection" "services" {
  count                   = local.make_network ? 1 : 0
  network                 = local.network
  service                 = "servicenetworking.googleapis.com"
  reserved_peering_ranges = [google_compute_global_address.services[0].name]
}

# Where the proxies of an inner load balancer have their addresses; a network holds one such subnetwork in each region.
resource "google_compute_subnetwork" "proxies" {
  count         = local.make_network && !var.public_access ? 1 : 0
  project       = var.project_id
  name          = "${var.namespace}-proxies"
  region        = var.region
  network       = local.network
  purpose       = "REGIONAL_MANAGED_PROXY"
  role          = "ACTIVE"
  ip_cidr_range = cidrsubnet(var.network_cidr, 7, 16)
}
