locals {
  make_network = var.network_id == ""
  network_id   = local.make_network ? aws_vpc.this[0].id : var.network_id
  private      = local.make_network ? aws_subnet.private[*].id : var.network_private_subnets
  # one way out for a test, one in each zone where the loss of a zone must not be noticed
  ways_out = local.make_network ? (local.production ? var.zone_count : 1) : 0
}

resource "aws_vpc" "this" {
  count                = local.make_network ? 1 : 0
  cidr_block           = var.network_cidr
  enable_dns_hostnames = true
  tags                 = merge(local.tags, { Name = var.namespace })
}

resource "aws_internet_gateway" "this" {
  count  = local.make_network ? 1 : 0
  vpc_id = local.network_id
  tags   = local.tags
}

resource "aws_subnet" "public" {
  count             = local.make_network ? var.zone_count : 0
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
  count  = local.make_network ? 1 : 0
  vpc_id = local.network_id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.this[0].id
  }
  tags = local.tags
}

resource "aws_route_table_association" "public" {
  count          = local.make_network ? var.zone_count : 0
  subnet_id      = aws_subnet.public[count.index].id
  route_table_id = aws_route_table.public[0].id
}

resource "aws_route_table" "private" {
  count  = local.make_network ? var.zone_count : 0
  vpc_id = local.network_id
  route {
    cidr_block     = "0.0.0.0/0"
    nat_gateway_id = aws_nat_gateway.out[count.index % local.ways_out].id
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
