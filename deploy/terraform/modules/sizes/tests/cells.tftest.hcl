# Every cell of the reference architecture's tables.

run "aws_dev_models" {
  command = plan
  variables {
    cloud    = "aws"
    size     = "dev"
    products = "models"
  }
  assert {
    condition     = output.node_machine == "r6i.large" && output.database_machine == "db.r6g.large"
    error_message = "other machines than the reference architecture's"
  }
  assert {
    condition     = output.node_cpu == 2 && output.node_memory_gb == 16 && output.node_disk_gb == 100
    error_message = "another node than the reference architecture's"
  }
  assert {
    condition     = output.database_cpu == 2 && output.database_memory_gb == 16 && output.database_disk_gb == 100
    error_message = "another database than the reference architecture's"
  }
}

run "aws_dev_weave" {
  command = plan
  variables {
    cloud    = "aws"
    size     = "dev"
    products = "weave"
  }
  assert {
    condition     = output.node_machine == "r6i.xlarge" && output.database_machine == "db.r6g.large"
    error_message = "other machines than the reference architecture's"
  }
  assert {
    condition     = output.node_cpu == 4 && output.node_memory_gb == 32 && output.node_disk_gb == 100
    error_message = "another node than the reference architecture's"
  }
  assert {
    condition     = output.database_cpu == 2 && output.database_memory_gb == 16 && output.database_disk_gb == 100
    error_message = "another database than the reference architecture's"
  }
}

run "aws_dev_both" {
  command = plan
  variables {
    cloud    = "aws"
    size     = "dev"
    products = "both"
  }
  assert {
    condition     = output.node_machine == "r6i.xlarge" && output.database_machine == "db.r6g.large"
    error_message = "other machines than the reference architecture's"
  }
  assert {
    condition     = output.node_cpu == 4 && output.node_memory_gb == 32 && output.node_disk_gb == 100
    error_message = "another node than the reference architecture's"
  }
  assert {
    condition     = output.database_cpu == 2 && output.database_memory_gb == 16 && output.database_disk_gb == 100
    error_message = "another database than the reference architecture's"
  }
}

run "aws_prod_models" {
  command = plan
  variables {
    cloud    = "aws"
    size     = "prod"
    products = "models"
  }
  assert {
    condition     = output.node_machine == "r6i.2xlarge" && output.database_machine == "db.r6g.2xlarge"
    error_message = "other machines than the reference architecture's"
  }
  assert {
    condition     = output.node_cpu == 8 && output.node_memory_gb == 64 && output.node_disk_gb == 100
    error_message = "another node than the reference architecture's"
  }
  assert {
    condition     = output.database_cpu == 8 && output.database_memory_gb == 64 && output.database_disk_gb == 500
    error_message = "another database than the reference architecture's"
  }
}

run "aws_prod_weave" {
  command = plan
  variables {
    cloud    = "aws"
    size     = "prod"
    products = "weave"
  }
  assert {
    condition     = output.node_machine == "r6i.4xlarge" && output.database_machine == "db.r6g.2xlarge"
    error_message = "other machines than the reference architecture's"
  }
  assert {
    condition     = output.node_cpu == 12 && output.node_memory_gb == 96 && output.node_disk_gb == 100
    error_message = "another node than the reference architecture's"
  }
  assert {
    condition     = output.database_cpu == 8 && output.database_memory_gb == 64 && output.database_disk_gb == 500
    error_message = "another database than the reference architecture's"
  }
}

run "aws_prod_both" {
  command = plan
  variables {
    cloud    = "aws"
    size     = "prod"
    products = "both"
  }
  assert {
    condition     = output.node_machine == "r6i.4xlarge" && output.database_machine == "db.r6g.2xlarge"
    error_message = "other machines than the reference architecture's"
  }
  assert {
    condition     = output.node_cpu == 16 && output.node_memory_gb == 128 && output.node_disk_gb == 100
    error_message = "another node than the reference architecture's"
  }
  assert {
    condition     = output.database_cpu == 8 && output.database_memory_gb == 64 && output.database_disk_gb == 500
    error_message = "another database than the reference architecture's"
  }
}

run "google_dev_models" {
  command = plan
  variables {
    cloud    = "google"
    size     = "dev"
    products = "models"
  }
  assert {
    condition     = output.node_machine == "n2-highmem-2" && output.database_machine == "db-n1-highmem-2"
    error_message = "other machines than the reference architecture's"
  }
  assert {
    condition     = output.node_cpu == 2 && output.node_memory_gb == 16 && output.node_disk_gb == 100
    error_message = "another node than the reference architecture's"
  }
  assert {
    condition     = output.database_cpu == 2 && output.database_memory_gb == 16 && output.database_disk_gb == 100
    error_message = "another database than the reference architecture's"
  }
}

run "google_dev_weave" {
  command = plan
  variables {
    cloud    = "google"
    size     = "dev"
    products = "weave"
  }
  assert {
    condition     = output.node_machine == "n2-highmem-4" && output.database_machine == "db-n1-highmem-2"
    error_message = "other machines than the reference architecture's"
  }
  assert {
    condition     = output.node_cpu == 4 && output.node_memory_gb == 32 && output.node_disk_gb == 100
    error_message = "another node than the reference architecture's"
  }
  assert {
    condition     = output.database_cpu == 2 && output.database_memory_gb == 16 && output.database_disk_gb == 100
    error_message = "another database than the reference architecture's"
  }
}

run "google_dev_both" {
  command = plan
  variables {
    cloud    = "google"
    size     = "dev"
    products = "both"
  }
  assert {
    condition     = output.node_machine == "n2-highmem-4" && output.database_machine == "db-n1-highmem-2"
    error_message = "other machines than the reference architecture's"
  }
  assert {
    condition     = output.node_cpu == 4 && output.node_memory_gb == 32 && output.node_disk_gb == 100
    error_message = "another node than the reference architecture's"
  }
  assert {
    condition     = output.database_cpu == 2 && output.database_memory_gb == 16 && output.database_disk_gb == 100
    error_message = "another database than the reference architecture's"
  }
}

run "google_prod_models" {
  command = plan
  variables {
    cloud    = "google"
    size     = "prod"
    products = "models"
  }
  assert {
    condition     = output.node_machine == "n2-highmem-8" && output.database_machine == "db-n1-highmem-8"
    error_message = "other machines than the reference architecture's"
  }
  assert {
    condition     = output.node_cpu == 8 && output.node_memory_gb == 64 && output.node_disk_gb == 100
    error_message = "another node than the reference architecture's"
  }
  assert {
    condition     = output.database_cpu == 8 && output.database_memory_gb == 64 && output.database_disk_gb == 500
    error_message = "another database than the reference architecture's"
  }
}

run "google_prod_weave" {
  command = plan
  variables {
    cloud    = "google"
    size     = "prod"
    products = "weave"
  }
  assert {
    condition     = output.node_machine == "n2-highmem-16" && output.database_machine == "db-n1-highmem-8"
    error_message = "other machines than the reference architecture's"
  }
  assert {
    condition     = output.node_cpu == 12 && output.node_memory_gb == 96 && output.node_disk_gb == 100
    error_message = "another node than the reference architecture's"
  }
  assert {
    condition     = output.database_cpu == 8 && output.database_memory_gb == 64 && output.database_disk_gb == 500
    error_message = "another database than the reference architecture's"
  }
}

run "google_prod_both" {
  command = plan
  variables {
    cloud    = "google"
    size     = "prod"
    products = "both"
  }
  assert {
    condition     = output.node_machine == "n2-highmem-16" && output.database_machine == "db-n1-highmem-8"
    error_message = "other machines than the reference architecture's"
  }
  assert {
    condition     = output.node_cpu == 16 && output.node_memory_gb == 128 && output.node_disk_gb == 100
    error_message = "another node than the reference architecture's"
  }
  assert {
    condition     = output.database_cpu == 8 && output.database_memory_gb == 64 && output.database_disk_gb == 500
    error_message = "another database than the reference architecture's"
  }
}

run "azurerm_dev_models" {
  command = plan
  variables {
    cloud    = "azurerm"
    size     = "dev"
    products = "models"
  }
  assert {
    condition     = output.node_machine == "Standard_E2_v5" && output.database_machine == "MO_Standard_E2ds_v4"
    error_message = "other machines than the reference architecture's"
  }
  assert {
    condition     = output.node_cpu == 2 && output.node_memory_gb == 16 && output.node_disk_gb == 100
    error_message = "another node than the reference architecture's"
  }
  assert {
    condition     = output.database_cpu == 2 && output.database_memory_gb == 16 && output.database_disk_gb == 100
    error_message = "another database than the reference architecture's"
  }
}

run "azurerm_dev_weave" {
  command = plan
  variables {
    cloud    = "azurerm"
    size     = "dev"
    products = "weave"
  }
  assert {
    condition     = output.node_machine == "Standard_E4_v5" && output.database_machine == "MO_Standard_E2ds_v4"
    error_message = "other machines than the reference architecture's"
  }
  assert {
    condition     = output.node_cpu == 4 && output.node_memory_gb == 32 && output.node_disk_gb == 100
    error_message = "another node than the reference architecture's"
  }
  assert {
    condition     = output.database_cpu == 2 && output.database_memory_gb == 16 && output.database_disk_gb == 100
    error_message = "another database than the reference architecture's"
  }
}

run "azurerm_dev_both" {
  command = plan
  variables {
    cloud    = "azurerm"
    size     = "dev"
    products = "both"
  }
  assert {
    condition     = output.node_machine == "Standard_E4_v5" && output.database_machine == "MO_Standard_E2ds_v4"
    error_message = "other machines than the reference architecture's"
  }
  assert {
    condition     = output.node_cpu == 4 && output.node_memory_gb == 32 && output.node_disk_gb == 100
    error_message = "another node than the reference architecture's"
  }
  assert {
    condition     = output.database_cpu == 2 && output.database_memory_gb == 16 && output.database_disk_gb == 100
    error_message = "another database than the reference architecture's"
  }
}

run "azurerm_prod_models" {
  command = plan
  variables {
    cloud    = "azurerm"
    size     = "prod"
    products = "models"
  }
  assert {
    condition     = output.node_machine == "Standard_E8_v5" && output.database_machine == "MO_Standard_E8ds_v4"
    error_message = "other machines than the reference architecture's"
  }
  assert {
    condition     = output.node_cpu == 8 && output.node_memory_gb == 64 && output.node_disk_gb == 100
    error_message = "another node than the reference architecture's"
  }
  assert {
    condition     = output.database_cpu == 8 && output.database_memory_gb == 64 && output.database_disk_gb == 500
    error_message = "another database than the reference architecture's"
  }
}

run "azurerm_prod_weave" {
  command = plan
  variables {
    cloud    = "azurerm"
    size     = "prod"
    products = "weave"
  }
  assert {
    condition     = output.node_machine == "Standard_E16_v5" && output.database_machine == "MO_Standard_E8ds_v4"
    error_message = "other machines than the reference architecture's"
  }
  assert {
    condition     = output.node_cpu == 12 && output.node_memory_gb == 96 && output.node_disk_gb == 100
    error_message = "another node than the reference architecture's"
  }
  assert {
    condition     = output.database_cpu == 8 && output.database_memory_gb == 64 && output.database_disk_gb == 500
    error_message = "another database than the reference architecture's"
  }
}

run "azurerm_prod_both" {
  command = plan
  variables {
    cloud    = "azurerm"
    size     = "prod"
    products = "both"
  }
  assert {
    condition     = output.node_machine == "Standard_E16_v5" && output.database_machine == "MO_Standard_E8ds_v4"
    error_message = "other machines than the reference architecture's"
  }
  assert {
    condition     = output.node_cpu == 16 && output.node_memory_gb == 128 && output.node_disk_gb == 100
    error_message = "another node than the reference architecture's"
  }
  assert {
    condition     = output.database_cpu == 8 && output.database_memory_gb == 64 && output.database_disk_gb == 500
    error_message = "another database than the reference architecture's"
  }
}

run "a_size_of_wandb_is_prod_with_a_warning" {
  command = plan
  variables {
    cloud    = "aws"
    size     = "small"
    products = "models"
  }
  assert {
    condition     = output.size == "prod"
    error_message = "not prod"
  }
  expect_failures = [check.own_sizes]
}

run "an_unknown_size_is_refused" {
  command = plan
  variables {
    cloud    = "aws"
    size     = "huge"
    products = "models"
  }
  expect_failures = [var.size]
}
