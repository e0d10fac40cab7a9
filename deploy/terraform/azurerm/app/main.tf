# After `helm install`: the address of the load balancer gets the name clients use. A root of its own, because nothing here may depend on a
# cluster that the same apply makes.

terraform {
  required_version = ">= 1.9"
  required_providers {
    azurerm = { source = "hashicorp/azurerm", version = ">= 4.50" }
  }
}

variable "namespace" { type = string }
variable "node_resource_group" {
  type        = string
  default     = ""
  description = "Output of infra; the cluster made the gateway's address there."
}
variable "dns_zone_name" {
  type        = string
  description = "The zone of domain_name in Azure DNS."
}
variable "dns_resource_group" { type = string }
variable "subdomain" {
  type    = string
  default = ""
}

variable "address" {
  type        = string
  default     = ""
  description = "Of a load balancer that the cluster's Application Gateway is not: kubectl get ingress shows it."
}
variable "private_zone" {
  type        = bool
  default     = false
  description = "Whether dns_zone_name is a private zone."
}

data "azurerm_public_ip" "edge" {
  count               = var.address == "" ? 1 : 0
  name                = "${var.namespace}-edge-appgwpip"
  resource_group_name = var.node_resource_group
}

locals {
  name    = var.subdomain == "" ? "@" : var.subdomain
  address = var.address == "" ? data.azurerm_public_ip.edge[0].ip_address : var.address
}

resource "azurerm_dns_a_record" "host" {
  count               = var.private_zone ? 0 : 1
  name                = local.name
  zone_name           = var.dns_zone_name
  resource_group_name = var.dns_resource_group
  ttl                 = 300
  records             = [local.address]
}

resource "azurerm_private_dns_a_record" "host" {
  count               = var.private_zone ? 1 : 0
  name                = local.name
  zone_name           = var.dns_zone_name
  resource_group_name = var.dns_resource_group
  ttl                 = 300
  records             = [local.address]
}

output "url" { value = "https://${var.subdomain == "" ? "" : "${var.subdomain}."}${var.dns_zone_name}" }
