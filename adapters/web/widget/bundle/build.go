package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// Build bundles the TypeScript under src into one minified ES2020 script. Any error or warning fails it.
func Build(src string) ([]byte, error) {
	result := api.Build(api.BuildOptions{
		EntryPoints:       []string{filepath.Join(src, "main.ts")},
		Bundle:            true,
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		MinifySyntax:      true,
		MangleProps:       shortened(),
		Target:            api.ES2020,
		Format:            api.FormatIIFE,
		Charset:           api.CharsetUTF8,
		LegalComments:     api.LegalCommentsNone,
		TsconfigRaw:       `{"compilerOptions":{"strict":true,"target":"ES2020","useDefineForClassFields":false}}`,
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

// styles makes an imported .css file a string of minified CSS, for constructable style sheets.
func styles() api.Plugin {
	return api.Plugin{Name: "styles", Setup: func(build api.PluginBuild) {
		build.OnLoad(api.OnLoadOptions{Filter: `\.css$`}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
			text, err := os.ReadFile(args.Path)
			if err != nil {
				return api.OnLoadResult{}, err
			}
			small := api.Transform(string(text), api.TransformOptions{
				Loader: api.LoaderCSS, MinifyWhitespace: true, MinifySyntax: true, Sourcefile: args.Path,
			})
			contents := strings.TrimSpace(string(small.Code))
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
