# Without the internet: an inner load balancer, a network without a way out, names and a certificate of our own.

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
  domain_name              = "example.internal"
  subdomain                = "wandb"
  public_access            = false
  acm_certificate_arn      = "arn:aws:acm:eu-central-1:111122223333:certificate/example"
  allowed_inbound_cidr     = ["10.0.0.0/8"]
  database_master_password = var.database_master_password
  redis_auth_token         = var.redis_auth_token
}

output "helm_values" {
  value = module.selvedge.helm_values
}
