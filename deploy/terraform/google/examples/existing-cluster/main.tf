# In a cluster that is there already, with workload identity; the database, Redis and buckets are put beside it, in its network.

terraform {
  required_version = ">= 1.9"
  required_providers {
    google = { source = "hashicorp/google", version = ">= 6.0" }
  }
}

provider "google" {
  project = "my-project"
  region  = "europe-west3"
}

variable "database_master_password" {
  type      = string
  sensitive = true
}

module "selvedge" {
  source = "../../infra"

  namespace                = "wandb"
  project_id               = "my-project"
  region                   = "europe-west3"
  backup_region            = "europe-west4"
  size                     = "prod"
  products                 = "models"
  gke_cluster_name         = "our-cluster"
  network                  = "https://www.googleapis.com/compute/v1/projects/my-project/global/networks/shared"
  domain_name              = "example.org"
  subdomain                = "wandb"
  allowed_inbound_cidr     = ["203.0.113.0/24"]
  database_master_password = var.database_master_password
}

output "helm_values" {
  sensitive = true
  value     = module.selvedge.helm_values
}

output "backend_config" { value = module.selvedge.backend_config }
