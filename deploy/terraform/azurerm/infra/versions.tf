terraform {
  required_version = ">= 1.9"
  required_providers {
    azurerm = { source = "hashicorp/azurerm", version = ">= 4.50" }
  }
}

module "sizes" {
  source   = "../../modules/sizes"
  cloud    = "azurerm"
  size     = var.size
  products = var.products
}

locals {
  production = module.sizes.production
  host       = var.subdomain == "" ? var.domain_name : "${var.subdomain}.${var.domain_name}"
  zones      = slice(var.zones, 0, var.zone_count)
  tags       = merge({ "selvedge-namespace" = var.namespace }, var.tags)
}

resource "azurerm_resource_group" "this" {
  name     = var.namespace
  location = var.location
  tags     = local.tags
}
