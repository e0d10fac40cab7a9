# In a cluster that is there already, with workload identity; the database, Redis and accounts are put beside it, in its network.

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

  namespace                         = "wandb"
  location                          = "germanywestcentral"
  backup_location                   = "westeurope"
  size                              = "prod"
  products                          = "models"
  kubernetes_cluster_name           = "our-cluster"
  kubernetes_cluster_resource_group = "clusters"
  ingress_class                     = "nginx"
  network_id                        = "/subscriptions/0/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/shared"
  network_subnets = {
    database = "/subscriptions/0/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/shared/subnets/mysql"
    private  = "/subscriptions/0/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/shared/subnets/private"
  }
  domain_name              = "example.org"
  subdomain                = "wandb"
  allowed_inbound_cidr     = ["203.0.113.0/24"]
  database_master_password = var.database_master_password
}

output "helm_values" { value = module.selvedge.helm_values }
output "node_resource_group" { value = module.selvedge.node_resource_group }
