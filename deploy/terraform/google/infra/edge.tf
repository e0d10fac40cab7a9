# An outer load balancer, or an inner one without public access: its address then is of the subnetwork and its certificate is brought by you
# (Secret selvedge-tls), because Google makes none for it.
locals {
  address      = var.public_access ? google_compute_global_address.edge[0].address : google_compute_address.edge[0].address
  address_name = var.public_access ? google_compute_global_address.edge[0].name : google_compute_address.edge[0].name
}

resource "google_compute_global_address" "edge" {
  count   = var.public_access ? 1 : 0
  project = var.project_id
  name    = var.namespace
}

resource "google_compute_address" "edge" {
  count        = var.public_access ? 0 : 1
  project      = var.project_id
  name         = var.namespace
  region       = var.region
  subnetwork   = local.subnetwork
  address_type = "INTERNAL"
  purpose      = "SHARED_LOADBALANCER_VIP"
}

resource "google_compute_managed_ssl_certificate" "this" {
  count   = var.public_access ? 1 : 0
  project = var.project_id
  name    = var.namespace
  managed { domains = [local.host] }
}

# Who may reach the load balancer. An inner one is reached from its network and what that is connected with; there the network says who.
resource "google_compute_security_policy" "edge" {
  count   = var.public_access ? 1 : 0
  project = var.project_id
  name    = var.namespace
  rule {
    action   = "allow"
    priority = 1000
    match {
      versioned_expr = "SRC_IPS_V1"
      config { src_ip_ranges = var.allowed_inbound_cidr }
    }
  }
  rule {
    action   = "deny(403)"
    priority = 2147483647
    match {
      versioned_expr = "SRC_IPS_V1"
      config { src_ip_ranges = ["*"] }
    }
  }
}

resource "google_compute_ssl_policy" "edge" {
  count           = var.public_access ? 1 : 0
  project         = var.project_id
  name            = var.namespace
  profile         = "MODERN"
  min_tls_version = "TLS_1_2"
}
