# Without the internet: an inner load balancer, storage that is reached from the network alone, names and a certificate of our own.

terraform {
  required_version = ">= 1.9"
  required_providers {
    azurerm = { source = "hashicorp/azurerm", version = ">= 4.50" }
  }
}

provider "azurerm" {
  features {}
  storage_use_azuread = true
}

variable "database_master_password" {
  type      = string
  sensitive = true
}

module "selvedge" {
  source = "../../infra"

  namespace                = "wandb"
  location                 = "germanywestcentral"
  backup_location          = "westeurope"
  size                     = "prod"
  products                 = "models"
  domain_name              = "example.internal"
  subdomain                = "wandb"
  public_access            = false
  allowed_inbound_cidr     = ["10.0.0.0/8"]
  database_master_password = var.database_master_password
}

output "helm_values" { value = module.selvedge.helm_values }
output "node_resource_group" { value = module.selvedge.node_resource_group }
