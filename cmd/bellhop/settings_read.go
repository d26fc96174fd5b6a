package main

import (
	"reflect"
	"strconv"
	"time"

	"github.com/alecthomas/kong"
)

// readers read the settings that are no text. What cannot be read is noted in
// e, not the end of reading: wrong settings are all named at once.
func readers(e *settingsError) []kong.Option {
	return []kong.Option{
		kong.TypeMapper(reflect.TypeFor[time.Duration](), reader(e, time.ParseDuration, time.Minute, "is no duration like 15m or 90s")),
		kong.TypeMapper(reflect.TypeFor[int](), reader(e, strconv.Atoi, 0, "is no whole number")),
	}
}

// reader reads one type. Where it cannot, the setting becomes instead, with
// which nothing else is wrong.
func reader[T any](e *settingsError, parse func(string) (T, error), instead T, says string) kong.MapperFunc {
	return func(ctx *kong.DecodeContext, target reflect.Value) error {
		var given string
		if err := ctx.Scan.PopValueInto("value", &given); err != nil {
			return err
		}
		v, err := parse(given)
		if err != nil {
			v = instead
			e.add(nameOf(ctx.Value), "%q %s", given, says)
		}
		target.Set(reflect.ValueOf(v))
		return nil
	}
}

// nameOf is the name of a setting: its environment variable.
func nameOf(v *kong.Value) string {
	if v.Flag != nil && len(v.Flag.Envs) > 0 {
		return v.Flag.Envs[0]
	}
	return v.Name
}
