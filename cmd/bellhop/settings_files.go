package main

import (
	"net/url"
	"regexp"
	"strings"

	"github.com/bellhop-chat/bellhop/adapters/folder"
	"github.com/bellhop-chat/bellhop/adapters/s3"
	"github.com/bellhop-chat/bellhop/core"
)

// mostFile is the largest size that can be set for a file: what can be carried
// in the time that one may take.
const mostFile = 100 << 20

var (
	mediaType  = regexp.MustCompile(`^[a-z0-9.+-]+/([a-z0-9.+-]+|\*)$`)
	bucketName = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$`)
)

// checkFiles names all that is wrong with what is said about files.
func (s *Settings) checkFiles(e *settingsError) {
	for _, l := range []struct {
		name string
		n    int
	}{{"BELLHOP_VISITOR_FILE_MAX", s.VisitorFileMax}, {"BELLHOP_AGENT_FILE_MAX", s.AgentFileMax}} {
		if l.n < 1 || l.n > mostFile {
			e.add(l.name, "is %d and may be from 1 to %d bytes", l.n, mostFile)
		}
	}
	for _, kind := range s.VisitorFileTypes {
		if !mediaType.MatchString(kind) {
			e.add("BELLHOP_VISITOR_FILE_TYPES", "%q is no media type like image/png or image/*", kind)
		}
	}
	if s.VisitorFiles && len(s.VisitorFileTypes) == 0 {
		e.add("BELLHOP_VISITOR_FILE_TYPES", "is empty; set BELLHOP_VISITOR_FILES=false when visitors may send no files")
	}
	if s.FilesDays < 1 || s.FilesDays > 3650 {
		e.add("BELLHOP_FILES_DAYS", "is %d and may be from 1 to 3650", s.FilesDays)
	}
	s.checkBlobs(e)
}

// checkBlobs names what is wrong with where files are kept.
func (s *Settings) checkBlobs(e *settingsError) {
	bucket, _, inBucket := s.bucket()
	switch {
	case s.Files == "" && s.postgres():
		e.add("BELLHOP_FILES", "is required with PostgreSQL: a folder that every process shares, or s3://bucket/prefix")
	case !inBucket && strings.Contains(s.Files, "://"):
		e.add("BELLHOP_FILES", "%q is neither a folder nor s3://bucket/prefix", schemeOf(s.Files))
	case inBucket && !bucketName.MatchString(bucket):
		e.add("BELLHOP_FILES", "%q is no name of a bucket; it should be like s3://bucket/prefix", bucket)
	}
	if !inBucket {
		return
	}
	if u, err := url.Parse(s.S3Endpoint); !webURL(s.S3Endpoint) || err != nil || strings.Trim(u.Path, "/") != "" {
		e.add("BELLHOP_S3_ENDPOINT", "is no http:// or https:// address of a host, such as https://s3.eu-central-1.amazonaws.com; the bucket stands in BELLHOP_FILES")
	}
	if s.S3AccessKey == "" {
		e.add("BELLHOP_S3_ACCESS_KEY", "is missing")
	}
	if s.S3SecretKey == "" {
		e.add("BELLHOP_S3_SECRET_KEY", "is missing")
	}
}

// bucket reads where files are kept as an address of S3.
func (s *Settings) bucket() (name, prefix string, ok bool) {
	rest, ok := strings.CutPrefix(s.Files, "s3://")
	name, prefix, _ = strings.Cut(rest, "/")
	return name, prefix, ok
}

// folderOf is the folder that files are kept in.
func (s *Settings) folderOf() string {
	if s.Files != "" {
		return s.Files
	}
	return s.Database + ".files"
}

// openBlobs opens where files are kept.
func (s *Settings) openBlobs() (core.Blobs, error) {
	name, prefix, inBucket := s.bucket()
	if !inBucket {
		return folder.Open(s.folderOf())
	}
	return s3.New(s3.Config{Endpoint: s.S3Endpoint, Region: s.S3Region, Bucket: name, Prefix: prefix, AccessKey: s.S3AccessKey, SecretKey: s.S3SecretKey})
}

// fileRules are what visitors may send.
func (s *Settings) fileRules() core.FileRules {
	return core.FileRules{On: s.VisitorFiles, Types: s.VisitorFileTypes, Max: int64(s.VisitorFileMax)}
}
