# Objects in a storage account that is there already, with a container named objects.

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
  size                     = "dev"
  storage_account_id       = "/subscriptions/0/resourceGroups/data/providers/Microsoft.Storage/storageAccounts/ourobjects"
  bucket_prefix            = "wandb"
  domain_name              = "example.org"
  subdomain                = "wandb"
  allowed_inbound_cidr     = ["203.0.113.0/24"]
  database_master_password = var.database_master_password
}

output "helm_values" { value = module.selvedge.helm_values }
output "node_resource_group" { value = module.selvedge.node_resource_group }
