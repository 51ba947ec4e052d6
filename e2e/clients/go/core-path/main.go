// Runs an account and a key through their whole life, and prints what it saw as JSON.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"log"
	"os"
	"time"

	"github.com/yandex-cloud/go-genproto/yandex/cloud/iam/v1"
	ycsdk "github.com/yandex-cloud/go-sdk/v2"
	"github.com/yandex-cloud/go-sdk/v2/credentials"
	"github.com/yandex-cloud/go-sdk/v2/pkg/endpoints"
	"github.com/yandex-cloud/go-sdk/v2/pkg/options"
	iamsdk "github.com/yandex-cloud/go-sdk/v2/services/iam/v1"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/fieldmaskpb"
	"google.golang.org/protobuf/types/known/timestamppb"
)

type seen map[string]any

func main() {
	plaintext := flag.Bool("plaintext", false, "connect without TLS")
	flag.Parse()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()

	sdk, err := ycsdk.Build(ctx,
		where(os.Getenv("YC_ENDPOINT"), *plaintext),
		options.WithCredentials(credentials.OAuthToken(os.Getenv("YC_TOKEN"))),
	)
	check(err)
	accounts, keys := iamsdk.NewServiceAccountClient(sdk), iamsdk.NewApiKeyClient(sdk)

	creation, err := accounts.Create(ctx, &iam.CreateServiceAccountRequest{
		FolderId: os.Getenv("YC_FOLDER_ID"), Name: os.Getenv("ACCOUNT_NAME"),
	})
	check(err)
	account, err := creation.Wait(ctx)
	check(err)

	var names []string
	all := accounts.Iterator(ctx, &iam.ListServiceAccountsRequest{FolderId: os.Getenv("YC_FOLDER_ID"), PageSize: 1})
	for all.Next() {
		names = append(names, all.Value().Name)
	}
	check(all.Error())

	created, err := keys.Create(ctx, &iam.CreateApiKeyRequest{
		ServiceAccountId: account.Id, Description: "first", Scopes: []string{"yc.postbox.send"},
	})
	check(err)

	expiresAt := time.Date(2040, 1, 2, 3, 4, 5, 0, time.UTC)
	change, err := keys.Update(ctx, &iam.UpdateApiKeyRequest{
		ApiKeyId:   created.ApiKey.Id,
		UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"scopes", "expires_at"}},
		Scopes:     []string{"yc.monitoring.read", "yc.postbox.send"},
		ExpiresAt:  timestamppb.New(expiresAt),
	})
	check(err)
	updated, err := change.Wait(ctx)
	check(err)

	_, err = keys.Create(ctx, &iam.CreateApiKeyRequest{ServiceAccountId: account.Id, Scopes: []string{"no-such-scope"}})
	refused := failure(err)

	deletion, err := keys.Delete(ctx, &iam.DeleteApiKeyRequest{ApiKeyId: created.ApiKey.Id})
	check(err)
	_, err = deletion.Wait(ctx)
	check(err)
	_, err = keys.Get(ctx, &iam.GetApiKeyRequest{ApiKeyId: created.ApiKey.Id})

	check(json.NewEncoder(os.Stdout).Encode(seen{
		"accounts": names,
		"account":  account.Name,
		"secret":   created.Secret,
		"updated": seen{
			"description": updated.Description,
			"scopes":      updated.Scopes,
			"expiresAt":   updated.ExpiresAt.AsTime().Format(time.RFC3339),
		},
		"refused": refused,
		"deleted": failure(err),
	}))
}

func where(address string, plaintext bool) options.Option {
	if !plaintext {
		return options.WithDiscoveryEndpoint(address)
	}
	return options.WithEndpointsResolver(endpoints.NewPrefixEndpointsResolver(endpoints.PrefixToEndpoint{
		"yandex.cloud": endpoints.NewEndpointParams(address, endpoints.Plaintext()),
	}))
}

func failure(err error) seen {
	state := status.Convert(err)
	fields, requestID := []string{}, ""
	for _, detail := range state.Details() {
		switch detail := detail.(type) {
		case *errdetails.BadRequest:
			for _, violation := range detail.FieldViolations {
				fields = append(fields, violation.Field)
			}
		case *errdetails.RequestInfo:
			requestID = detail.RequestId
		}
	}
	return seen{"code": state.Code().String(), "message": state.Message(), "fields": fields, "requestId": requestID}
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
