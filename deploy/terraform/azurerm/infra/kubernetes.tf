# The cluster is made, or one that is there is used: then its nodes, API and ingress are not ours to say.
data "azurerm_kubernetes_cluster" "given" {
  count               = local.make_cluster ? 0 : 1
  name                = var.kubernetes_cluster_name
  resource_group_name = var.kubernetes_cluster_resource_group
  lifecycle {
    postcondition {
      condition     = tonumber(split(".", self.kubernetes_version)[1]) >= 29
      error_message = "Kubernetes 1.29 or newer; ${var.kubernetes_cluster_name} is ${self.kubernetes_version}."
    }
    postcondition {
      condition     = self.oidc_issuer_enabled
      error_message = "${var.kubernetes_cluster_name} has no OIDC issuer: without it the pods get no identity of their own."
    }
    postcondition {
      condition     = anytrue([for pool in self.agent_pool_profile : try(startswith(lower(pool.vnet_subnet_id), lower("${var.network_id}/")), false)])
      error_message = "network_id is the virtual network of the nodes of ${var.kubernetes_cluster_name}: the database and Redis are reached from it."
    }
  }
}

locals {
  make_cluster = var.kubernetes_cluster_name == ""
  cluster = local.make_cluster ? {
    name           = azurerm_kubernetes_cluster.this[0].name
    issuer         = azurerm_kubernetes_cluster.this[0].oidc_issuer_url
    resource_group = azurerm_kubernetes_cluster.this[0].node_resource_group
    } : {
    name           = data.azurerm_kubernetes_cluster.given[0].name
    issuer         = data.azurerm_kubernetes_cluster.given[0].oidc_issuer_url
    resource_group = data.azurerm_kubernetes_cluster.given[0].node_resource_group
  }
  # the Application Gateway has an address of the internet; without public access it is the cluster's own nginx with an inner one
  make_gateway = local.make_cluster && var.public_access
  node_count   = var.kubernetes_node_count > 0 ? var.kubernetes_node_count : module.sizes.node_count
  node_machine = var.kubernetes_instance_type == "" ? module.sizes.node_machine : var.kubernetes_instance_type
}

resource "azurerm_kubernetes_cluster" "this" {
  count                     = local.make_cluster ? 1 : 0
  name                      = var.namespace
  resource_group_name       = azurerm_resource_group.this.name
  location                  = var.location
  dns_prefix                = var.namespace
  kubernetes_version        = var.kubernetes_version
  sku_tier                  = var.cluster_sku_tier != "" ? var.cluster_sku_tier : (local.production ? "Standard" : "Free")
  private_cluster_enabled   = !var.kubernetes_public_access
  oidc_issuer_enabled       = true
  workload_identity_enabled = true
  tags                      = local.tags
  # the service spreads them over the zones
  default_node_pool {
    name                        = "nodes"
    vm_size                     = local.node_machine
    node_count                  = local.node_count
    zones                       = local.zones
    os_disk_size_gb             = module.sizes.node_disk_gb
    os_disk_type                = "Managed"
    vnet_subnet_id              = local.subnets.nodes
    temporary_name_for_rotation = "rotation"
    upgrade_settings { max_surge = "1" }
  }
  identity { type = "SystemAssigned" }
  network_profile {
    network_plugin      = "azure"
    network_plugin_mode = "overlay"
    network_policy      = "cilium"
    network_data_plane  = "cilium"
    pod_cidr            = "172.20.0.0/16"
    service_cidr        = "172.21.0.0/20"
    dns_service_ip      = "172.21.0.10"
    outbound_type       = var.kubernetes_outbound_type
  }
  dynamic "ingress_application_gateway" {
    for_each = local.make_gateway ? [local.subnets.gateway] : []
    content {
      gateway_name = "${var.namespace}-edge"
      subnet_id    = ingress_application_gateway.value
    }
  }
  dynamic "web_app_routing" {
    for_each = local.make_gateway ? [] : [1]
    content {
      dns_zone_ids             = []
      default_nginx_controller = "Internal"
    }
  }
  dynamic "api_server_access_profile" {
    for_each = var.kubernetes_public_access ? [1] : []
    content { authorized_ip_ranges = var.kubernetes_public_access_cidrs }
  }

  lifecycle {
    precondition {
      condition     = !var.kubernetes_public_access || length(var.kubernetes_public_access_cidrs) > 0
      error_message = "kubernetes_public_access needs kubernetes_public_access_cidrs: the API is not opened to everybody."
    }
    precondition {
      condition     = var.public_access || !var.kubernetes_public_access
      error_message = "Without public_access the API of the cluster is not public either."
    }
    precondition {
      condition     = local.make_network || (local.subnets.nodes != "" && (!var.public_access || local.subnets.gateway != ""))
      error_message = "network_subnets needs the subnets of nodes and, with public_access, of the gateway."
    }
  }
}

# The cluster puts its load balancer and nodes into our subnets.
resource "azurerm_role_assignment" "network" {
  for_each = merge(
    local.make_cluster ? { cluster = azurerm_kubernetes_cluster.this[0].identity[0].principal_id } : {},
    local.make_gateway ? { gateway = azurerm_kubernetes_cluster.this[0].ingress_application_gateway[0].ingress_application_gateway_identity[0].object_id } : {},
  )
  scope                = local.network
  role_definition_name = "Network Contributor"
  principal_id         = each.value
}
