# In a virtual network that is there already; the cluster and what it needs are new.

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

  namespace       = "wandb"
  location        = "germanywestcentral"
  backup_location = "westeurope"
  size            = "dev"
  network_id      = "/subscriptions/0/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/shared"
  network_subnets = {
    nodes    = "/subscriptions/0/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/shared/subnets/nodes"
    database = "/subscriptions/0/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/shared/subnets/mysql"
    gateway  = "/subscriptions/0/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/shared/subnets/edge"
    private  = "/subscriptions/0/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/shared/subnets/private"
  }
  domain_name              = "example.org"
  subdomain                = "wandb"
  allowed_inbound_cidr     = ["203.0.113.0/24"]
  database_master_password = var.database_master_password
}

output "helm_values" { value = module.selvedge.helm_values }
output "node_resource_group" { value = module.selvedge.node_resource_group }
