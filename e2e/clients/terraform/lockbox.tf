resource "yandex_iam_service_account_api_key" "robot" {
  service_account_id = yandex_iam_service_account.robot.id
  output_to_lockbox {
    secret_id            = "e6q00000000000000000"
    entry_for_secret_key = "secret"
  }
}
