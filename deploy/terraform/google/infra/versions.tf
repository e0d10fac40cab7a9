terraform {
  required_version = ">= 1.9"
  required_providers {
    google = { source = "hashicorp/google", version = ">= 6.0" }
  }
}

data "google_compute_zones" "here" {
  region = var.region
}

data "google_project" "this" {
  project_id = var.project_id
}

module "sizes" {
  source   = "../../modules/sizes"
  cloud    = "google"
  size     = var.size
  products = var.products
}

locals {
  production = module.sizes.production
  host       = var.subdomain == "" ? var.domain_name : "${var.subdomain}.${var.domain_name}"
  zones      = slice(data.google_compute_zones.here.names, 0, var.zone_count)
  labels     = merge({ "selvedge-namespace" = var.namespace }, var.labels)
}
