package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	_ "time/tzdata" // visitors' time zones, also where the system has none

	"github.com/alecthomas/kong"
)

// version is set when a release is built: -ldflags "-X main.version=v1.2.3".
var version = "dev"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	go func() {
		<-ctx.Done()
		stop() // a second signal ends at once
	}()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// program is one run: where it writes and what it was told.
type program struct {
	out, err io.Writer
	settings *Settings
}

// exit is what kong's help and version flags end with, instead of the process.
type exit int

// run reads the command line and runs its command. It answers the exit code: 0
// done, 1 failed, 2 wrong settings or usage.
func run(ctx context.Context, args []string, out, errs io.Writer) (code int) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case exit:
			code = int(r)
		default:
			panic(r)
		}
	}()
	var cli commandLine
	unread := &settingsError{}
	parser, err := kong.New(&cli, append(readers(unread),
		kong.Name("bellhop"),
		kong.Description("Connects a website's visitors with the people who can help them, where those people already are."),
		kong.Writers(out, errs), kong.Exit(func(code int) { panic(exit(code)) }),
		kong.ExplicitGroups(groups()), kong.ConfigureHelp(kong.HelpOptions{Compact: true, FlagsLast: true}),
		kong.Vars{"version": versionLine()})...)
	if err != nil {
		fmt.Fprintln(errs, "bellhop:", err)
		return 2
	}
	k, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintf(errs, "bellhop: %v\nbellhop --help shows the commands and settings.\n", err)
		return 2
	}
	if len(unread.wrong) > 0 {
		cli.checkAll(unread)
		fmt.Fprintln(errs, unread.Error())
		return 2
	}
	p := &program{out: out, err: errs, settings: &cli.Settings}
	k.BindTo(ctx, (*context.Context)(nil))
	err = k.Run(p)
	var wrong *settingsError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &wrong):
		fmt.Fprintln(errs, wrong.Error())
		return 2
	}
	fmt.Fprintln(errs, "bellhop:", err)
	return 1
}

// commandLine is all that can be called and set.
type commandLine struct {
	Settings

	Serve       serveCommand       `cmd:"" default:"withargs" help:"Serve visitors and agents (the default)."`
	Demo        demoCommand        `cmd:"" help:"Serve a demo page with a small shop and a small Slack; needs nothing."`
	Backstage   backstageCommand   `cmd:"" hidden:"" help:"Serve behind the demo's page; the demo starts it."`
	Status      statusCommand      `cmd:"" help:"Show connections, the backlog, and what is held or refused, with cause and cure."`
	Outbox      outboxCommand      `cmd:"" help:"Look after what is not told yet."`
	Backup      backupCommand      `cmd:"" help:"Write a consistent copy of the embedded database, also while it runs."`
	Manifest    manifestCommand    `cmd:"" help:"Print what installs Bellhop on a platform."`
	Invite      inviteCommand      `cmd:"" help:"Print the link that lets the bot into a Discord server."`
	Site        siteCommand        `cmd:"" help:"Show the tag to embed, and the secret that proves identities."`
	Check       checkCommand       `cmd:"" help:"Test tokens, scopes, channel, database, files and addresses, and say in plain words what to do."`
	Healthcheck healthcheckCommand `cmd:"" help:"Ask the server that runs here whether it is ready; for containers."`
	Version     kong.VersionFlag   `help:"Show the version and exit."`
}

func versionLine() string {
	v := version
	if info, ok := debug.ReadBuildInfo(); ok && v == "dev" {
		v = info.Main.Version
	}
	return "bellhop " + v
}
