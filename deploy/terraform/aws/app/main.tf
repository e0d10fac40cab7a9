# After `helm install`: the load balancer that the ingress made gets the name clients use. A root of its own, because nothing here may
# depend on a cluster that the same apply makes.

terraform {
  required_version = ">= 1.9"
  required_providers {
    aws = { source = "hashicorp/aws", version = ">= 5.95" }
  }
}

variable "namespace" { type = string }
variable "zone_id" { type = string }
variable "domain_name" { type = string }
variable "subdomain" {
  type    = string
  default = ""
}

data "aws_lb" "ingress" {
  name = var.namespace
}

resource "aws_route53_record" "host" {
  zone_id = var.zone_id
  name    = var.subdomain == "" ? var.domain_name : "${var.subdomain}.${var.domain_name}"
  type    = "A"
  alias {
    name                   = data.aws_lb.ingress.dns_name
    zone_id                = data.aws_lb.ingress.zone_id
    evaluate_target_health = true
  }
}

output "url" { value = "https://${aws_route53_record.host.name}" }
