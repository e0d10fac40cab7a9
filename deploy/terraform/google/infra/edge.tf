resource "google_compute_global_address" "edge" {
  project = var.project_id
  name    = var.namespace
}

resource "google_compute_managed_ssl_certificate" "this" {
  project = var.project_id
  name    = var.namespace
  managed { domains = [local.host] }
}

# Who may reach the load balancer.
resource "google_compute_security_policy" "edge" {
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
  project         = var.project_id
  name            = var.namespace
  profile         = "MODERN"
  min_tls_version = "TLS_1_2"
}
