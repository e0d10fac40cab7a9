locals {
  make_certificate = var.acm_certificate_arn == ""
  certificate_arn  = local.make_certificate ? aws_acm_certificate_validation.this[0].certificate_arn : var.acm_certificate_arn
}

resource "aws_acm_certificate" "this" {
  count             = local.make_certificate ? 1 : 0
  domain_name       = local.host
  validation_method = "DNS"
  tags              = local.tags
  lifecycle {
    create_before_destroy = true
    precondition {
      condition     = var.zone_id != ""
      error_message = "zone_id is the public zone that the certificate is validated in; without one, acm_certificate_arn names a certificate."
    }
  }
}

locals {
  validation = { for option in flatten(aws_acm_certificate.this[*].domain_validation_options) : option.domain_name => option }
}

resource "aws_route53_record" "validation" {
  for_each        = toset(local.make_certificate ? [local.host] : [])
  zone_id         = var.zone_id
  name            = local.validation[each.key].resource_record_name
  type            = local.validation[each.key].resource_record_type
  records         = [local.validation[each.key].resource_record_value]
  ttl             = 60
  allow_overwrite = true
}

resource "aws_acm_certificate_validation" "this" {
  count                   = local.make_certificate ? 1 : 0
  certificate_arn         = aws_acm_certificate.this[0].arn
  validation_record_fqdns = [for record in aws_route53_record.validation : record.fqdn]
}
