# The cluster is made, or one that is there is used: then its nodes, add-ons and API are not ours to say.
locals {
  make_cluster = var.eks_cluster_name == ""
  cluster = local.make_cluster ? {
    name      = aws_eks_cluster.this[0].name
    endpoint  = aws_eks_cluster.this[0].endpoint
    authority = aws_eks_cluster.this[0].certificate_authority[0].data
    issuer    = aws_eks_cluster.this[0].identity[0].oidc[0].issuer
    } : {
    name      = data.aws_eks_cluster.given[0].name
    endpoint  = data.aws_eks_cluster.given[0].endpoint
    authority = data.aws_eks_cluster.given[0].certificate_authority[0].data
    issuer    = data.aws_eks_cluster.given[0].identity[0].oidc[0].issuer
  }
  # whose members reach the database and Redis
  cluster_groups = local.make_cluster ? [aws_eks_cluster.this[0].vpc_config[0].cluster_security_group_id] : coalescelist(var.eks_node_security_groups, [data.aws_eks_cluster.given[0].vpc_config[0].cluster_security_group_id])

  node_count = var.kubernetes_node_count > 0 ? var.kubernetes_node_count : module.sizes.node_count
  node_types = length(var.kubernetes_instance_types) > 0 ? var.kubernetes_instance_types : [module.sizes.node_machine]
}

data "aws_eks_cluster" "given" {
  count = local.make_cluster ? 0 : 1
  name  = var.eks_cluster_name
  lifecycle {
    postcondition {
      condition     = tonumber(split(".", self.version)[1]) >= 29
      error_message = "Kubernetes 1.29 or newer; ${var.eks_cluster_name} is ${self.version}."
    }
    postcondition {
      condition     = self.vpc_config[0].vpc_id == var.network_id
      error_message = "network_id is the VPC of ${var.eks_cluster_name}: the database and Redis are reached from it."
    }
  }
}

resource "aws_iam_role" "cluster" {
  count = local.make_cluster ? 1 : 0
  name  = "${var.namespace}-cluster"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "eks.amazonaws.com" } }]
  })
  tags = local.tags
}

resource "aws_iam_role_policy_attachment" "cluster" {
  count      = local.make_cluster ? 1 : 0
  role       = aws_iam_role.cluster[0].name
  policy_arn = "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy"
}

resource "aws_eks_cluster" "this" {
  count                     = local.make_cluster ? 1 : 0
  name                      = var.namespace
  role_arn                  = aws_iam_role.cluster[0].arn
  version                   = var.eks_cluster_version
  enabled_cluster_log_types = ["api", "audit", "authenticator"]
  vpc_config {
    subnet_ids              = local.private
    endpoint_private_access = true
    endpoint_public_access  = var.kubernetes_public_access
    public_access_cidrs     = var.kubernetes_public_access ? var.kubernetes_public_access_cidrs : null
  }
  encryption_config {
    resources = ["secrets"]
    provider { key_arn = local.key_arn }
  }
  tags       = local.tags
  depends_on = [aws_iam_role_policy_attachment.cluster]

  lifecycle {
    precondition {
      condition     = !var.kubernetes_public_access || length(var.kubernetes_public_access_cidrs) > 0
      error_message = "kubernetes_public_access needs kubernetes_public_access_cidrs: the API is not opened to everybody."
    }
    precondition {
      condition     = var.public_access || !var.kubernetes_public_access
      error_message = "Without public_access the API of the cluster is not public either."
    }
  }
}

# Nodes may pull images and join; what the application may is said by its own role.
resource "aws_iam_role" "node" {
  count = local.make_cluster ? 1 : 0
  name  = "${var.namespace}-node"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
  tags = local.tags
}

resource "aws_iam_role_policy_attachment" "node" {
  for_each   = toset(local.make_cluster ? ["AmazonEKSWorkerNodePolicy", "AmazonEKS_CNI_Policy", "AmazonEC2ContainerRegistryReadOnly"] : [])
  role       = aws_iam_role.node[0].name
  policy_arn = "arn:aws:iam::aws:policy/${each.key}"
}

resource "aws_launch_template" "node" {
  count       = local.make_cluster ? 1 : 0
  name_prefix = "${var.namespace}-"
  block_device_mappings {
    device_name = "/dev/xvda"
    ebs {
      volume_size = module.sizes.node_disk_gb
      volume_type = "gp3"
      encrypted   = true
    }
  }
  # pods do not get at the node's own rights
  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }
  tags = local.tags
}

# One group in each zone, so that a volume's zone always has a node.
resource "aws_eks_node_group" "this" {
  count           = local.make_cluster ? var.zone_count : 0
  cluster_name    = local.cluster.name
  node_group_name = "${var.namespace}-${count.index}"
  node_role_arn   = aws_iam_role.node[0].arn
  subnet_ids      = [element(local.private_of_zone, count.index)]
  instance_types  = local.node_types
  scaling_config {
    desired_size = local.nodes_of_zone[count.index]
    min_size     = local.nodes_of_zone[count.index]
    max_size     = local.nodes_of_zone[count.index] + 2
  }
  update_config { max_unavailable = 1 }
  launch_template {
    id      = aws_launch_template.node[0].id
    version = aws_launch_template.node[0].latest_version
  }
  tags       = local.tags
  depends_on = [aws_iam_role_policy_attachment.node]
}

locals {
  nodes_of_zone = [for i in range(var.zone_count) : floor(local.node_count / var.zone_count) + (i < local.node_count % var.zone_count ? 1 : 0)]
}

resource "aws_eks_addon" "this" {
  for_each     = toset(local.make_cluster ? ["vpc-cni", "coredns", "kube-proxy", "metrics-server"] : [])
  cluster_name = local.cluster.name
  addon_name   = each.key
  tags         = local.tags
  depends_on   = [aws_eks_node_group.this]
}
