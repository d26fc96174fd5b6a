package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestTheCommittedScriptIsWhatTheSourcesMake(t *testing.T) {
	script, err := Build("../src")
	if err != nil {
		t.Fatal(err)
	}
	if err := Fresh(filepath.Join("..", target), script); err != nil {
		t.Error(err)
	}
}

func TestAnOlderScriptIsCalledStale(t *testing.T) {
	path := filepath.Join(t.TempDir(), "widget.js")
	if err := os.WriteFile(path, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := Fresh(path, []byte("new")); err == nil || !strings.Contains(err.Error(), "stale") {
		t.Errorf("Fresh says %v", err)
	}
}

func TestAnErrorInTheSourcesFailsTheBuild(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "main.ts"), []byte("import './missing'"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Build(dir); err == nil || !strings.Contains(err.Error(), "main.ts:1") {
		t.Errorf("Build says %v", err)
	}
}
