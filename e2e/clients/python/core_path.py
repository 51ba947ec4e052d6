"""Runs an account and a key through their whole life, and prints what it saw as JSON."""

import json
import os
from datetime import datetime, timezone

import grpc
import yandexcloud
from google.protobuf.empty_pb2 import Empty
from google.protobuf.field_mask_pb2 import FieldMask
from google.protobuf.timestamp_pb2 import Timestamp
from google.rpc import error_details_pb2, status_pb2
from yandex.cloud.iam.v1.api_key_pb2 import ApiKey
from yandex.cloud.iam.v1.api_key_service_pb2 import (
    CreateApiKeyRequest,
    DeleteApiKeyMetadata,
    DeleteApiKeyRequest,
    GetApiKeyRequest,
    UpdateApiKeyMetadata,
    UpdateApiKeyRequest,
)
from yandex.cloud.iam.v1.api_key_service_pb2_grpc import ApiKeyServiceStub
from yandex.cloud.iam.v1.service_account_pb2 import ServiceAccount
from yandex.cloud.iam.v1.service_account_service_pb2 import (
    CreateServiceAccountMetadata,
    CreateServiceAccountRequest,
    ListServiceAccountsRequest,
)
from yandex.cloud.iam.v1.service_account_service_pb2_grpc import ServiceAccountServiceStub

folder_id = os.environ["YC_FOLDER_ID"]
sdk = yandexcloud.SDK(endpoint=os.environ["YC_ENDPOINT"], token=os.environ["YC_TOKEN"])
accounts = sdk.client(ServiceAccountServiceStub)
keys = sdk.client(ApiKeyServiceStub)


def failure(call, request):
    try:
        call(request)
    except grpc.RpcError as error:
        status = status_pb2.Status()
        status.ParseFromString(dict(error.trailing_metadata())["grpc-status-details-bin"])
        bad_request, request_info = error_details_pb2.BadRequest(), error_details_pb2.RequestInfo()
        for detail in status.details:
            detail.Unpack(bad_request)
            detail.Unpack(request_info)
        return {
            "code": error.code().name,
            "message": error.details(),
            "fields": [violation.field for violation in bad_request.field_violations],
            "requestId": request_info.request_id,
        }
    raise AssertionError("no error")


account = sdk.wait_operation_and_get_result(
    accounts.Create(CreateServiceAccountRequest(folder_id=folder_id, name=os.environ["ACCOUNT_NAME"])),
    response_type=ServiceAccount,
    meta_type=CreateServiceAccountMetadata,
    timeout=30,
).response

names = []
page_token = ""
while True:
    page = accounts.List(ListServiceAccountsRequest(folder_id=folder_id, page_size=1, page_token=page_token))
    names += [listed.name for listed in page.service_accounts]
    page_token = page.next_page_token
    if not page_token:
        break

created = keys.Create(
    CreateApiKeyRequest(service_account_id=account.id, description="first", scopes=["yc.postbox.send"])
)

expires_at = Timestamp()
expires_at.FromDatetime(datetime(2040, 1, 2, 3, 4, 5, tzinfo=timezone.utc))
updated = sdk.wait_operation_and_get_result(
    keys.Update(
        UpdateApiKeyRequest(
            api_key_id=created.api_key.id,
            update_mask=FieldMask(paths=["scopes", "expires_at"]),
            scopes=["yc.monitoring.read", "yc.postbox.send"],
            expires_at=expires_at,
        )
    ),
    response_type=ApiKey,
    meta_type=UpdateApiKeyMetadata,
    timeout=30,
).response

refused = failure(keys.Create, CreateApiKeyRequest(service_account_id=account.id, scopes=["no-such-scope"]))

sdk.wait_operation_and_get_result(
    keys.Delete(DeleteApiKeyRequest(api_key_id=created.api_key.id)),
    response_type=Empty,
    meta_type=DeleteApiKeyMetadata,
    timeout=30,
)

print(
    json.dumps(
        {
            "accounts": names,
            "account": account.name,
            "secret": created.secret,
            "updated": {
                "description": updated.description,
                "scopes": list(updated.scopes),
                "expiresAt": updated.expires_at.ToJsonString(),
            },
            "refused": refused,
            "deleted": failure(keys.Get, GetApiKeyRequest(api_key_id=created.api_key.id)),
        }
    )
)
