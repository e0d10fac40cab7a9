# Objects in a bucket that is there already, with a key that is there already.

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
  size                     = "dev"
  bucket_name              = "our-bucket"
  bucket_prefix            = "wandb"
  kms_key_arn              = "arn:aws:kms:eu-central-1:111122223333:key/example"
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
