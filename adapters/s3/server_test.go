package s3_test

import (
	"bufio"
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

const (
	bucket, region    = "attic", "eu-test-1"
	accessKey, secret = "AKIATEST", "the secret of the attic"
)

// attic is a small S3: one bucket, signed calls only.
type attic struct {
	t       *testing.T
	URL     string
	mu      sync.Mutex
	objects map[string][]byte
	parts   map[string]map[int][]byte // by upload
	refused []string
	faults  []func(http.ResponseWriter, *http.Request) bool // each answers one call, or lets it pass
}

func serve(t *testing.T) *attic {
	t.Helper()
	a := &attic{t: t, objects: map[string][]byte{}, parts: map[string]map[int][]byte{}}
	srv := httptest.NewServer(a)
	t.Cleanup(srv.Close)
	a.URL = srv.URL
	return a
}

func (a *attic) fault(f func(http.ResponseWriter, *http.Request) bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.faults = append(a.faults, f)
}

func (a *attic) keys() (out []string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for k := range a.objects {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

func (a *attic) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a.mu.Lock()
	var fault func(http.ResponseWriter, *http.Request) bool
	if len(a.faults) > 0 {
		fault, a.faults = a.faults[0], a.faults[1:]
	}
	a.mu.Unlock()
	if fault != nil && fault(w, r) {
		return
	}
	if why := unsigned(r); why != "" {
		a.mu.Lock()
		a.refused = append(a.refused, why)
		a.mu.Unlock()
		refuse(w, 403, "SignatureDoesNotMatch")
		return
	}
	key, ok := strings.CutPrefix(r.URL.Path, "/"+bucket+"/")
	if !ok {
		refuse(w, 404, "NoSuchBucket")
		return
	}
	body, err := bodyOf(r)
	if err != nil {
		refuse(w, 400, "IncompleteBody")
		return
	}
	a.answer(w, r, key, body)
}

func (a *attic) answer(w http.ResponseWriter, r *http.Request, key string, body []byte) {
	a.mu.Lock()
	defer a.mu.Unlock()
	q := r.URL.Query()
	data, there := a.objects[key]
	switch {
	case r.Method == http.MethodPost && q.Has("uploads"):
		id := fmt.Sprint("upload-", len(a.parts))
		a.parts[id] = map[int][]byte{}
		_ = xml.NewEncoder(w).Encode(uploadResult{XMLName: xml.Name{Local: "InitiateMultipartUploadResult"}, Bucket: bucket, Key: key, UploadID: id})
	case r.Method == http.MethodPost && q.Has("uploadId"):
		a.complete(w, q.Get("uploadId"), key, body)
	case r.Method == http.MethodPut && q.Has("uploadId"):
		n, _ := strconv.Atoi(q.Get("partNumber"))
		a.parts[q.Get("uploadId")][n] = body
		w.Header().Set("ETag", etag(body))
	case r.Method == http.MethodPut:
		a.objects[key] = body
		w.Header().Set("ETag", etag(body))
	case r.Method == http.MethodDelete && q.Has("uploadId"):
		delete(a.parts, q.Get("uploadId"))
		w.WriteHeader(204)
	case r.Method == http.MethodDelete:
		delete(a.objects, key)
		w.WriteHeader(204)
	case !there:
		refuse(w, 404, "NoSuchKey")
	default:
		w.Header().Set("ETag", etag(data))
		http.ServeContent(w, r, "", time.Unix(1_700_000_000, 0), bytes.NewReader(data))
	}
}

func (a *attic) complete(w http.ResponseWriter, upload, key string, body []byte) {
	var in struct {
		Part []struct{ PartNumber int }
	}
	if xml.Unmarshal(body, &in) != nil || len(in.Part) == 0 || len(in.Part) != len(a.parts[upload]) {
		refuse(w, 400, "MalformedXML")
		return
	}
	var data []byte
	for i, p := range in.Part {
		part := a.parts[upload][p.PartNumber]
		if i < len(in.Part)-1 && len(part) < 5<<20 {
			refuse(w, 400, "EntityTooSmall")
			return
		}
		data = append(data, part...)
	}
	delete(a.parts, upload)
	a.objects[key] = data
	_ = xml.NewEncoder(w).Encode(uploadResult{XMLName: xml.Name{Local: "CompleteMultipartUploadResult"}, Bucket: bucket, Key: key, ETag: etag(data)})
}

// uploadResult is what S3 says of an upload in parts.
type uploadResult struct {
	XMLName     xml.Name
	Bucket, Key string
	UploadID    string `xml:"UploadId,omitempty"`
	ETag        string `xml:",omitempty"`
}

func etag(data []byte) string {
	sum := sha256.Sum256(data)
	return `"` + hex.EncodeToString(sum[:16]) + `"`
}

func refuse(w http.ResponseWriter, status int, code string) {
	w.Header().Set("Content-Type", "application/xml")
	w.WriteHeader(status)
	fmt.Fprintf(w, "<Error><Code>%s</Code><Message>no</Message></Error>", code)
}

// bodyOf reads a body, also one in signed chunks.
func bodyOf(r *http.Request) ([]byte, error) {
	if !strings.HasPrefix(r.Header.Get("X-Amz-Content-Sha256"), "STREAMING-") {
		data, err := io.ReadAll(r.Body)
		sum := sha256.Sum256(data)
		if said := r.Header.Get("X-Amz-Content-Sha256"); err == nil && said != "UNSIGNED-PAYLOAD" && said != hex.EncodeToString(sum[:]) {
			err = fmt.Errorf("the body is not what was signed")
		}
		return data, err
	}
	in := bufio.NewReader(r.Body)
	var data []byte
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return nil, err
		}
		size, _, _ := strings.Cut(strings.TrimSpace(line), ";")
		n, err := strconv.ParseInt(size, 16, 64)
		if err != nil {
			return nil, err
		}
		if n == 0 {
			break
		}
		chunk := make([]byte, n+2)
		if _, err := io.ReadFull(in, chunk); err != nil {
			return nil, err
		}
		data = append(data, chunk[:n]...)
	}
	if want := r.Header.Get("X-Amz-Decoded-Content-Length"); want != strconv.Itoa(len(data)) {
		return nil, fmt.Errorf("%d bytes, not %s", len(data), want)
	}
	return data, nil
}

// unsigned says what is wrong with a call's signature (version 4, in the
// header); empty for nothing.
func unsigned(r *http.Request) string {
	auth, ok := strings.CutPrefix(r.Header.Get("Authorization"), "AWS4-HMAC-SHA256 ")
	if !ok {
		return "no signature"
	}
	fields := map[string]string{}
	for _, f := range strings.Split(auth, ",") {
		k, v, _ := strings.Cut(strings.TrimSpace(f), "=")
		fields[k] = v
	}
	at := r.Header.Get("X-Amz-Date")
	when, err := time.Parse("20060102T150405Z", at)
	if err != nil || time.Since(when).Abs() > 15*time.Minute {
		return "signed at " + at
	}
	scope := at[:8] + "/" + region + "/s3/aws4_request"
	if fields["Credential"] != accessKey+"/"+scope {
		return "signed as " + fields["Credential"]
	}
	var headers strings.Builder
	for _, name := range strings.Split(fields["SignedHeaders"], ";") {
		v := strings.Join(r.Header.Values(name), ",")
		switch name {
		case "host":
			v = r.Host
		case "content-length":
			v = strconv.FormatInt(r.ContentLength, 10)
		}
		headers.WriteString(name + ":" + strings.TrimSpace(v) + "\n")
	}
	if !strings.Contains(fields["SignedHeaders"], "host") || !strings.Contains(fields["SignedHeaders"], "x-amz-content-sha256") {
		return "signs " + fields["SignedHeaders"] + " only"
	}
	canonical := strings.Join([]string{r.Method, r.URL.EscapedPath(), queryOf(r.URL), headers.String(), fields["SignedHeaders"], r.Header.Get("X-Amz-Content-Sha256")}, "\n")
	sum := sha256.Sum256([]byte(canonical))
	text := strings.Join([]string{"AWS4-HMAC-SHA256", at, scope, hex.EncodeToString(sum[:])}, "\n")
	key := []byte("AWS4" + secret)
	for _, part := range []string{at[:8], region, "s3", "aws4_request", text} {
		m := hmac.New(sha256.New, key)
		m.Write([]byte(part))
		key = m.Sum(nil)
	}
	if hex.EncodeToString(key) != fields["Signature"] {
		return "signed with another secret"
	}
	return ""
}

func queryOf(u *url.URL) string {
	return strings.ReplaceAll(u.Query().Encode(), "+", "%20")
}
