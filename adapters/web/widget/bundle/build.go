package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// Build bundles the TypeScript under src into one minified ES2021 script. Names of properties that end in _ are our own
// and get shortened; all others are the browser's, the server's or stored. Any error or warning fails it.
func Build(src string) ([]byte, error) {
	result := api.Build(api.BuildOptions{
		EntryPoints:       []string{filepath.Join(src, "main.ts")},
		Bundle:            true,
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		MinifySyntax:      true,
		MangleProps:       `_$`,
		Target:            api.ES2021,
		Format:            api.FormatIIFE,
		Charset:           api.CharsetUTF8,
		LegalComments:     api.LegalCommentsNone,
		TsconfigRaw:       `{"compilerOptions":{"alwaysStrict":false,"target":"ES2021","useDefineForClassFields":false}}`,
		Plugins:           []api.Plugin{styles()},
	})
	if err := failure(append(result.Errors, result.Warnings...)); err != nil {
		return nil, err
	}
	return result.OutputFiles[0].Contents, nil
}

// Fresh fails when the file at path does not hold script.
func Fresh(path string, script []byte) error {
	had, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if !bytes.Equal(had, script) {
		return fmt.Errorf("%s is stale: run go generate ./adapters/web/widget", path)
	}
	return nil
}

// space is what esbuild leaves before the value of a custom property.
var space = regexp.MustCompile(`(--\w+:) `)

// styles makes an imported .css file, with what it imports itself, a string of minified CSS for a style sheet made
// by script.
func styles() api.Plugin {
	return api.Plugin{Name: "styles", Setup: func(build api.PluginBuild) {
		build.OnLoad(api.OnLoadOptions{Filter: `\.css$`}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
			small := api.Build(api.BuildOptions{
				EntryPoints: []string{args.Path}, Bundle: true, MinifyWhitespace: true, MinifySyntax: true, Charset: api.CharsetUTF8,
			})
			if len(small.OutputFiles) == 0 {
				return api.OnLoadResult{Errors: small.Errors}, nil
			}
			contents := space.ReplaceAllString(strings.TrimSpace(string(small.OutputFiles[0].Contents)), "$1")
			return api.OnLoadResult{Contents: &contents, Loader: api.LoaderText, Errors: small.Errors, Warnings: small.Warnings}, nil
		})
	}}
}

func failure(messages []api.Message) error {
	var all []error
	for _, m := range messages {
		where := ""
		if m.Location != nil {
			where = fmt.Sprintf("%s:%d: ", m.Location.File, m.Location.Line)
		}
		all = append(all, errors.New(where+m.Text))
	}
	return errors.Join(all...)
}
