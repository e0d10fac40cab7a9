terraform {
  required_version = ">= 1.9"
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      version               = ">= 5.95"
      configuration_aliases = [aws.backup]
    }
  }
}

data "aws_availability_zones" "here" {
  state = "available"
}

data "aws_caller_identity" "self" {}

data "aws_region" "here" {}

data "aws_region" "backup" {
  provider = aws.backup
}

module "sizes" {
  source   = "../../modules/sizes"
  cloud    = "aws"
  size     = var.size
  products = var.products
}

locals {
  production = module.sizes.production
  host       = var.subdomain == "" ? var.domain_name : "${var.subdomain}.${var.domain_name}"
  tags       = merge({ "selvedge/namespace" = var.namespace }, var.tags)
}
