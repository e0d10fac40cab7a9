# Machines by cloud, size and products: the reference architecture's tables, cell by cell. No provider is needed.

terraform {
  required_version = ">= 1.9"
}

variable "cloud" {
  type = string
  validation {
    condition     = contains(["aws", "google", "azurerm"], var.cloud)
    error_message = "cloud is aws, google or azurerm."
  }
}

variable "size" {
  type        = string
  description = "dev or prod. W&B's sizes (small to xxlarge) are taken as prod."
  validation {
    condition     = contains(["dev", "prod", "small", "medium", "large", "xlarge", "xxlarge"], var.size)
    error_message = "size is dev or prod."
  }
}

variable "products" {
  type = string
  validation {
    condition     = contains(["models", "weave", "both"], var.products)
    error_message = "products is models, weave or both."
  }
}

locals {
  # what each node must have at least: cores, GB of memory, GB of disk
  needs = {
    dev = {
      models = { node = [2, 16, 100], database = [2, 16, 100] }
      weave  = { node = [4, 32, 100], database = [2, 16, 100] }
      both   = { node = [4, 32, 100], database = [2, 16, 100] }
    }
    prod = {
      models = { node = [8, 64, 100], database = [8, 64, 500] }
      weave  = { node = [12, 96, 100], database = [8, 64, 500] }
      both   = { node = [16, 128, 100], database = [8, 64, 500] }
    }
  }
  machines = {
    aws = {
      dev  = { models = "r6i.large", weave = "r6i.xlarge", both = "r6i.xlarge", database = "db.r6g.large" }
      prod = { models = "r6i.2xlarge", weave = "r6i.4xlarge", both = "r6i.4xlarge", database = "db.r6g.2xlarge" }
    }
    google = {
      dev  = { models = "n2-highmem-2", weave = "n2-highmem-4", both = "n2-highmem-4", database = "db-n1-highmem-2" }
      prod = { models = "n2-highmem-8", weave = "n2-highmem-16", both = "n2-highmem-16", database = "db-n1-highmem-8" }
    }
    azurerm = {
      dev  = { models = "Standard_E2_v5", weave = "Standard_E4_v5", both = "Standard_E4_v5", database = "MO_Standard_E2ds_v4" }
      prod = { models = "Standard_E8_v5", weave = "Standard_E16_v5", both = "Standard_E16_v5", database = "MO_Standard_E8ds_v4" }
    }
  }
  size  = var.size == "dev" ? "dev" : "prod"
  need  = local.needs[local.size][var.products]
  names = local.machines[var.cloud][local.size]
}

check "own_sizes" {
  assert {
    condition     = contains(["dev", "prod"], var.size)
    error_message = "size ${var.size} is one of W&B's; prod is used, which has the machines of the reference architecture."
  }
}

output "size" { value = local.size }
output "production" { value = local.size == "prod" }
output "node_machine" { value = local.names[var.products] }
output "database_machine" { value = local.names.database }
output "node_cpu" { value = local.need.node[0] }
output "node_memory_gb" { value = local.need.node[1] }
output "node_disk_gb" { value = local.need.node[2] }
output "database_cpu" { value = local.need.database[0] }
output "database_memory_gb" { value = local.need.database[1] }
output "database_disk_gb" { value = local.need.database[2] }
# two nodes in two zones survive the loss of either
output "node_count" { value = local.size == "prod" ? 2 : 1 }
