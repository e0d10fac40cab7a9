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

data "azurerm_public_ip" "edge" {
  name                = "${var.namespace}-edge-appgwpip"
  resource_group_name = var.node_resource_group
}

resource "azurerm_dns_a_record" "host" {
  name                = var.subdomain == "" ? "@" : var.subdomain
  zone_name           = var.dns_zone_name
  resource_group_name = var.dns_resource_group
  ttl                 = 300
  records             = [data.azurerm_public_ip.edge.ip_address]
}

output "url" { value = "https://${var.subdomain == "" ? "" : "${var.subdomain}."}${var.dns_zone_name}" }
