locals {
  make_network = var.network_id == ""
  network_id   = local.make_network ? aws_vpc.this[0].id : var.network_id
  private      = local.make_network ? aws_subnet.private[*].id : var.network_private_subnets
  # of given subnets those zones that they are in, which need not be the region's first
  zones           = local.make_network ? slice(data.aws_availability_zones.here.names, 0, var.zone_count) : slice(local.given_zones, 0, min(var.zone_count, length(local.given_zones)))
  given_zones     = distinct([for id in var.network_private_subnets : data.aws_subnet.given[id].availability_zone])
  private_of_zone = local.make_network ? aws_subnet.private[*].id : [for zone in local.zones : [for id in var.network_private_subnets : id if data.aws_subnet.given[id].availability_zone == zone][0]]
  # networks that the outside is reached from: none of our own without public access
  public = local.make_network && var.public_access
  # one way out for a test, one in each zone where the loss of a zone must not be noticed
  ways_out = local.public ? (local.production ? var.zone_count : 1) : 0
}

data "aws_subnet" "given" {
  for_each = toset(local.make_network ? [] : var.network_private_subnets)
  id       = each.key
}

resource "aws_vpc" "this" {
  count                = local.make_network ? 1 : 0
  cidr_block           = var.network_cidr
  enable_dns_hostnames = true
  tags                 = merge(local.tags, { Name = var.namespace })
}

resource "aws_internet_gateway" "this" {
  count  = local.public ? 1 : 0
  vpc_id = local.network_id
  tags   = local.tags
}

resource "aws_subnet" "public" {
  count             = local.public ? var.zone_count : 0
  vpc_id            = local.network_id
  availability_zone = local.zones[count.index]
  cidr_block        = cidrsubnet(var.network_cidr, 8, count.index)
  tags              = merge(local.tags, { Name = "${var.namespace}-public-${count.index}", "kubernetes.io/role/elb" = "1" })
}

resource "aws_subnet" "private" {
  count             = local.make_network ? var.zone_count : 0
  vpc_id            = local.network_id
  availability_zone = local.zones[count.index]
  cidr_block        = cidrsubnet(var.network_cidr, 4, count.index + 1)
  tags              = merge(local.tags, { Name = "${var.namespace}-private-${count.index}", "kubernetes.io/role/internal-elb" = "1" })
}

resource "aws_eip" "out" {
  count  = local.ways_out
  domain = "vpc"
  tags   = local.tags
}

resource "aws_nat_gateway" "out" {
  count         = local.ways_out
  allocation_id = aws_eip.out[count.index].id
  subnet_id     = aws_subnet.public[count.index].id
  tags          = local.tags
  depends_on    = [aws_internet_gateway.this]
}

resource "aws_route_table" "public" {
  count  = local.public ? 1 : 0
  vpc_id = local.network_id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.this[0].id
  }
  tags = local.tags
}

resource "aws_route_table_association" "public" {
  count          = local.public ? var.zone_count : 0
  subnet_id      = aws_subnet.public[count.index].id
  route_table_id = aws_route_table.public[0].id
}

resource "aws_route_table" "private" {
  count  = local.make_network ? var.zone_count : 0
  vpc_id = local.network_id
  dynamic "route" {
    for_each = local.ways_out > 0 ? [aws_nat_gateway.out[count.index % local.ways_out].id] : []
    content {
      cidr_block     = "0.0.0.0/0"
      nat_gateway_id = route.value
    }
  }
  tags = local.tags
}

resource "aws_route_table_association" "private" {
  count          = local.make_network ? var.zone_count : 0
  subnet_id      = aws_subnet.private[count.index].id
  route_table_id = aws_route_table.private[count.index].id
}

# objects do not travel through the NAT gateway
resource "aws_vpc_endpoint" "s3" {
  count           = local.make_network ? 1 : 0
  vpc_id          = local.network_id
  service_name    = "com.amazonaws.${data.aws_region.here.name}.s3"
  route_table_ids = aws_route_table.private[*].id
  tags            = local.tags
}

# Without a way out, what nodes and the cluster's own parts call is inside.
locals {
  inner_services = local.make_network && !var.public_access ? ["ec2", "ecr.api", "ecr.dkr", "eks", "elasticloadbalancing", "logs", "sts"] : []
}

resource "aws_security_group" "services" {
  count       = length(local.inner_services) > 0 ? 1 : 0
  name_prefix = "${var.namespace}-services-"
  description = "AWS services from the network"
  vpc_id      = local.network_id
  ingress {
    description = "network"
    protocol    = "tcp"
    from_port   = 443
    to_port     = 443
    cidr_blocks = [var.network_cidr]
  }
  tags = local.tags
}

resource "aws_vpc_endpoint" "services" {
  for_each            = toset(local.inner_services)
  vpc_id              = local.network_id
  vpc_endpoint_type   = "Interface"
  service_name        = "com.amazonaws.${data.aws_region.here.name}.${each.key}"
  subnet_ids          = local.private
  security_group_ids  = [aws_security_group.services[0].id]
  private_dns_enabled = true
  tags                = local.tags
}
