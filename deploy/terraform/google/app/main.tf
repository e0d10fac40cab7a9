# After `helm install`: the address of the load balancer gets the name clients use. A root of its own, because nothing here may depend on a
# cluster that the same apply makes.

terraform {
  required_version = ">= 1.9"
  required_providers {
    google = { source = "hashicorp/google", version = ">= 6.0" }
  }
}

variable "namespace" { type = string }
variable "project_id" { type = string }
variable "managed_zone" {
  type        = string
  description = "Cloud DNS zone of domain_name."
}
variable "domain_name" { type = string }
variable "subdomain" {
  type    = string
  default = ""
}

variable "region" {
  type        = string
  default     = ""
  description = "Without public_access: where the inner load balancer is. Empty = it is an outer one."
}

data "google_compute_address" "edge" {
  count   = var.region == "" ? 0 : 1
  project = var.project_id
  name    = var.namespace
  region  = var.region
}

data "google_compute_global_address" "edge" {
  count   = var.region == "" ? 1 : 0
  project = var.project_id
  name    = var.namespace
}

resource "google_dns_record_set" "host" {
  project      = var.project_id
  managed_zone = var.managed_zone
  name         = "${var.subdomain == "" ? var.domain_name : "${var.subdomain}.${var.domain_name}"}."
  type         = "A"
  ttl          = 300
  rrdatas      = [var.region == "" ? data.google_compute_global_address.edge[0].address : data.google_compute_address.edge[0].address]
}

output "url" { value = "https://${trimsuffix(google_dns_record_set.host.name, ".")}" }
