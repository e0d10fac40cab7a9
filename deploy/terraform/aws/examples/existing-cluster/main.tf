# In a cluster that is there already, with the AWS Load Balancer Controller; the database, Redis and buckets are put beside it.

terraform {
  required_version = ">= 1.9"
  required_providers {
    aws = { source = "hashicorp/aws", version = ">= 5.95" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

provider "aws" {
  alias  = "backup"
  region = "eu-west-1"
}

variable "database_master_password" {
  type      = string
  sensitive = true
}

variable "redis_auth_token" {
  type      = string
  sensitive = true
}

module "selvedge" {
  source    = "../../infra"
  providers = { aws = aws, aws.backup = aws.backup }

  namespace                = "wandb"
  size                     = "prod"
  products                 = "models"
  eks_cluster_name         = "our-cluster"
  eks_oidc_provider_arn    = "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLE"
  network_id               = "vpc-0example"
  network_private_subnets  = ["subnet-0a", "subnet-0b"]
  domain_name              = "example.org"
  subdomain                = "wandb"
  zone_id                  = "Z0EXAMPLE"
  allowed_inbound_cidr     = ["203.0.113.0/24"]
  database_master_password = var.database_master_password
  redis_auth_token         = var.redis_auth_token
}

output "helm_values" {
  value = module.selvedge.helm_values
}
