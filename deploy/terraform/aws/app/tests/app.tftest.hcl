mock_provider "aws" {
  override_data {
    target = data.aws_lb.ingress
    values = { dns_name = "wandb-1.eu-central-1.elb.example", zone_id = "Z0BALANCER" }
  }
}

variables {
  namespace   = "wandb"
  zone_id     = "Z0EXAMPLE"
  domain_name = "example.org"
}

run "the_name_leads_to_the_load_balancer" {
  variables { subdomain = "wandb" }
  assert {
    condition     = aws_route53_record.host.type == "A" && aws_route53_record.host.name == "wandb.example.org" && aws_route53_record.host.zone_id == "Z0EXAMPLE"
    error_message = "an A record of the host"
  }
  assert {
    condition     = one(aws_route53_record.host.alias).name == "wandb-1.eu-central-1.elb.example" && one(aws_route53_record.host.alias).zone_id == "Z0BALANCER"
    error_message = "the load balancer that the ingress made"
  }
  assert {
    condition     = output.url == "https://wandb.example.org"
    error_message = "the address of clients"
  }
}

run "a_domain_alone_is_a_name_too" {
  assert {
    condition     = aws_route53_record.host.name == "example.org"
    error_message = "without a subdomain"
  }
}
