locals {
  robot = "serviceAccount:${yandex_iam_service_account.robot.id}"
}

resource "yandex_iam_service_account_iam_member" "robot" {
  service_account_id = yandex_iam_service_account.robot.id
  role               = "iam.serviceAccounts.user"
  member             = local.robot

  # The binding reads all bindings of the account and writes them back.
  depends_on = [yandex_iam_service_account_iam_binding.robot]
}

resource "yandex_iam_service_account_iam_binding" "robot" {
  service_account_id = yandex_iam_service_account.robot.id
  role               = "iam.serviceAccounts.apiKeyAdmin"
  members            = [local.robot]
}

resource "yandex_resourcemanager_folder_iam_member" "robot" {
  folder_id = yandex_iam_service_account.robot.folder_id
  role      = "viewer"
  member    = local.robot
}
