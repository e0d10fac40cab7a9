locals {
  node_count = var.kubernetes_node_count > 0 ? var.kubernetes_node_count : module.sizes.node_count
  node_types = length(var.kubernetes_instance_types) > 0 ? var.kubernetes_instance_types : [module.sizes.node_machine]
}

resource "aws_iam_role" "cluster" {
  name = "${var.namespace}-cluster"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "eks.amazonaws.com" } }]
  })
  tags = local.tags
}

resource "aws_iam_role_policy_attachment" "cluster" {
  role       = aws_iam_role.cluster.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy"
}

resource "aws_eks_cluster" "this" {
  name                      = var.namespace
  role_arn                  = aws_iam_role.cluster.arn
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
      condition     = local.make_network || length(var.network_private_subnets) >= 2
      error_message = "network_id needs network_private_subnets in two zones or more."
    }
  }
}

# Nodes may pull images and join; what the application may is said by its own role.
resource "aws_iam_role" "node" {
  name = "${var.namespace}-node"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
  tags = local.tags
}

resource "aws_iam_role_policy_attachment" "node" {
  for_each   = toset(["AmazonEKSWorkerNodePolicy", "AmazonEKS_CNI_Policy", "AmazonEC2ContainerRegistryReadOnly"])
  role       = aws_iam_role.node.name
  policy_arn = "arn:aws:iam::aws:policy/${each.key}"
}

resource "aws_launch_template" "node" {
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
  count           = var.zone_count
  cluster_name    = aws_eks_cluster.this.name
  node_group_name = "${var.namespace}-${count.index}"
  node_role_arn   = aws_iam_role.node.arn
  subnet_ids      = [local.private[count.index]]
  instance_types  = local.node_types
  scaling_config {
    desired_size = local.nodes_of_zone[count.index]
    min_size     = local.nodes_of_zone[count.index]
    max_size     = local.nodes_of_zone[count.index] + 2
  }
  update_config { max_unavailable = 1 }
  launch_template {
    id      = aws_launch_template.node.id
    version = aws_launch_template.node.latest_version
  }
  tags       = local.tags
  depends_on = [aws_iam_role_policy_attachment.node]
}

locals {
  nodes_of_zone = [for i in range(var.zone_count) : floor(local.node_count / var.zone_count) + (i < local.node_count % var.zone_count ? 1 : 0)]
}

resource "aws_eks_addon" "this" {
  for_each     = toset(["vpc-cni", "coredns", "kube-proxy", "metrics-server"])
  cluster_name = aws_eks_cluster.this.name
  addon_name   = each.key
  tags         = local.tags
  depends_on   = [aws_eks_node_group.this]
}
