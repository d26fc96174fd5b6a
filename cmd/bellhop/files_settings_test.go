package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestWrongSettingsOfFilesAreNamed(t *testing.T) {
	for wrong, says := range map[string]string{
		"BELLHOP_FILES=ftp://somewhere":                                                 "BELLHOP_FILES: \"ftp://\" is neither",
		"BELLHOP_FILES=s3://Bad_Bucket/x":                                               "BELLHOP_FILES: \"Bad_Bucket\" is no name",
		"BELLHOP_FILES=s3://bucket":                                                     "BELLHOP_S3_SECRET_KEY: is missing",
		"BELLHOP_FILES=s3://bucket BELLHOP_S3_ENDPOINT=s3.example":                      "BELLHOP_S3_ENDPOINT: is no http",
		"BELLHOP_FILES=s3://bucket BELLHOP_S3_ENDPOINT=https://s3.example/bucket":       "BELLHOP_S3_ENDPOINT: is no http",
		"BELLHOP_DATABASE=postgres://x/y BELLHOP_SECRET_KEY=" + strings.Repeat("k", 32): "BELLHOP_FILES: is required with PostgreSQL",
		"BELLHOP_FILES_DAYS=0":                                                          "BELLHOP_FILES_DAYS: is 0 and may be from 1",
		"BELLHOP_VISITOR_FILE_MAX=-1":                                                   "BELLHOP_VISITOR_FILE_MAX: is -1 and may be from 1",
		"BELLHOP_AGENT_FILE_MAX=9999999999":                                             "BELLHOP_AGENT_FILE_MAX: is 9999999999",
		"BELLHOP_VISITOR_FILE_TYPES=png":                                                "BELLHOP_VISITOR_FILE_TYPES: \"png\" is no media type",
		"BELLHOP_LIMIT_UPLOADS=-1":                                                      "BELLHOP_LIMIT_UPLOADS: is -1",
	} {
		out, err := command(t, strings.Fields(wrong)).CombinedOutput()
		if err == nil || !bytes.Contains(out, []byte(says)) {
			t.Errorf("%s: %v, %s", wrong, err, out)
		}
	}
}

func TestCheckKeepsAFileAndTakesItAway(t *testing.T) {
	ws := team(t)
	dir := filepath.Join(t.TempDir(), "kept")
	out, _ := checked(t, settings(t, ws, "BELLHOP_FILES="+dir))
	wants(t, out, "ok       files: are kept in "+dir)
	left, err := filepath.Glob(filepath.Join(dir, "*", "*", "*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left are %q, %v", left, err)
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	out, code := checked(t, settings(t, ws, "BELLHOP_FILES="+filepath.Join(file, "x")))
	if wants(t, out, "broken   files: cannot be kept in", "do: Check that this user may write"); code != 1 {
		t.Errorf("exit %d", code)
	}
	out, code = checked(t, settings(t, ws, "BELLHOP_FILES=s3://attic/bellhop", "BELLHOP_S3_ENDPOINT=http://127.0.0.1:1", "BELLHOP_S3_ACCESS_KEY=a", "BELLHOP_S3_SECRET_KEY=very-secret"))
	if wants(t, out, "broken   files: cannot be kept in the bucket attic/bellhop", "do: Check BELLHOP_S3_ENDPOINT"); code != 1 || strings.Contains(out, "very-secret") {
		t.Errorf("exit %d:\n%s", code, out)
	}
}
