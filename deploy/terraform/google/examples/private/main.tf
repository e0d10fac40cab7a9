# Without the internet: an inner load balancer, a network without a way out, names and a certificate of our own.

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
  domain_name              = "example.internal"
  subdomain                = "wandb"
  public_access            = false
  allowed_inbound_cidr     = ["10.0.0.0/8"]
  database_master_password = var.database_master_password
}

output "helm_values" {
  sensitive = true
  value     = module.selvedge.helm_values
}

output "backend_config" { value = module.selvedge.backend_config }
