package s3

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"github.com/bellhop-chat/bellhop/core"
)

const (
	partSize = 5 << 20 // the least that S3 takes for a part
	tries    = 3       // of one call
)

// Config is where the bucket is. Transport is optional.
type Config struct {
	Endpoint  string // http:// or https:// and a host, without a path
	Region    string
	Bucket    string
	Prefix    string // before every address, without slashes around it; may be empty
	AccessKey string
	SecretKey string
	Transport http.RoundTripper // default: the library's
}

// S3 is one bucket.
type S3 struct {
	client *minio.Client
	bucket string
	prefix string
}

var _ core.Blobs = (*S3)(nil)

// New checks the configuration.
func New(c Config) (*S3, error) {
	u, err := url.Parse(c.Endpoint)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || strings.Trim(u.Path, "/") != "" || u.User != nil || u.RawQuery != "" {
		return nil, errors.New("s3: the endpoint is no http or https address of a host")
	}
	if c.Bucket == "" || c.AccessKey == "" || c.SecretKey == "" {
		return nil, errors.New("s3: bucket, access key and secret key are required")
	}
	client, err := minio.New(u.Host, &minio.Options{
		Creds: credentials.NewStaticV4(c.AccessKey, c.SecretKey, ""), Secure: u.Scheme == "https", Region: c.Region,
		MaxRetries: tries, Transport: c.Transport,
	})
	if err != nil {
		return nil, fmt.Errorf("s3: %w", err)
	}
	s := &S3{client: client, bucket: c.Bucket, prefix: strings.Trim(c.Prefix, "/")}
	if s.prefix != "" {
		s.prefix += "/"
	}
	return s, nil
}

func (s *S3) key(id core.FileID) string { return s.prefix + string(id) }

// Put is core.Blobs.Put.
func (s *S3) Put(ctx context.Context, id core.FileID, r io.Reader, size int64) (int64, error) {
	if !id.Plain() {
		return 0, fmt.Errorf("%q is no address of a file", id)
	}
	options := minio.PutObjectOptions{ContentType: "application/octet-stream", PartSize: partSize}
	options.DisableMultipart = size >= 0
	if size < 0 {
		start, err := io.ReadAll(io.LimitReader(r, partSize))
		if err != nil {
			return 0, fmt.Errorf("keeping a file: %w", err)
		}
		if r = io.MultiReader(bytes.NewReader(start), r); len(start) < partSize {
			size, r = int64(len(start)), bytes.NewReader(start)
		}
	}
	watched := &counting{r: r, left: size}
	if size < 0 {
		watched.left = 1 << 62
	}
	_, err := s.client.PutObject(ctx, s.bucket, s.key(id), watched, size, options)
	if err == nil && size >= 0 {
		err = watched.ended(ctx, s, id)
	}
	if watched.err != nil { // what the caller's reader said says more
		err = watched.err
	}
	if err != nil {
		return watched.n, fmt.Errorf("keeping a file: %w", err)
	}
	return watched.n, nil
}

// Open is core.Blobs.Open.
func (s *S3) Open(ctx context.Context, id core.FileID) (io.ReadSeekCloser, error) {
	if !id.Plain() {
		return nil, fmt.Errorf("file: %w", core.ErrNotFound)
	}
	object, err := s.client.GetObject(ctx, s.bucket, s.key(id), minio.GetObjectOptions{})
	if err == nil {
		_, err = object.Stat()
	}
	if err == nil {
		return object, nil
	}
	if object != nil {
		_ = object.Close() // nothing was read
	}
	if minio.ToErrorResponse(err).Code == "NoSuchKey" {
		return nil, fmt.Errorf("file: %w", core.ErrNotFound)
	}
	return nil, fmt.Errorf("opening a file: %w", err)
}

// Delete is core.Blobs.Delete.
func (s *S3) Delete(ctx context.Context, id core.FileID) error {
	if !id.Plain() {
		return nil
	}
	if err := s.client.RemoveObject(ctx, s.bucket, s.key(id), minio.RemoveObjectOptions{}); err != nil && minio.ToErrorResponse(err).Code != "NoSuchKey" {
		return fmt.Errorf("deleting a file: %w", err)
	}
	return nil
}
