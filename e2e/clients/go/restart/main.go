// Creates keys until its input ends, and prints the number after each.
package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"os"

	"github.com/yandex-cloud/go-genproto/yandex/cloud/iam/v1"
	ycsdk "github.com/yandex-cloud/go-sdk/v2"
	"github.com/yandex-cloud/go-sdk/v2/credentials"
	"github.com/yandex-cloud/go-sdk/v2/pkg/options"
	"github.com/yandex-cloud/go-sdk/v2/pkg/transport/middleware/idempotency"
	iamsdk "github.com/yandex-cloud/go-sdk/v2/services/iam/v1"
	"google.golang.org/grpc"
)

func main() {
	ctx := context.Background()
	sdk, err := ycsdk.Build(ctx,
		options.WithDiscoveryEndpoint(os.Getenv("YC_ENDPOINT")),
		options.WithCredentials(credentials.IAMToken(os.Getenv("YC_TOKEN"))),
		options.WithDefaultRetryOptions(),
		options.WithCustomDialOptions(grpc.WithChainUnaryInterceptor(idempotency.Interceptor())),
	)
	if err != nil {
		log.Fatal(err)
	}
	keys := iamsdk.NewApiKeyClient(sdk)

	ended := make(chan struct{})
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		close(ended)
	}()
	for created := 1; ; created++ {
		select {
		case <-ended:
			return
		default:
		}
		_, err := keys.Create(ctx, &iam.CreateApiKeyRequest{ServiceAccountId: os.Getenv("SERVICEACCOUNT_ID")})
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(created)
	}
}
