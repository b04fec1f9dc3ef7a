// Command tierbook builds the static site, serves it, weighs it, and analyses
// a client list on the command line. "tierbook help" lists what it can do.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
)

// A command does one thing. run gets the arguments behind the command's name
// and returns the status to exit with: 2 for a mistake in how it was called, 1
// for any other failure.
type command struct {
	name, does string
	run        func(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int
}

func commands() []command {
	return []command{
		{"analyze", "print the report of a client list", func(_ context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
			return analyze(args, stdin, stdout, stderr)
		}},
		{"build", "write the static site into a folder", reporting("build", build)},
		{"sample", "print a book of made-up clients as CSV", reporting("sample", sample)},
		{"serve", "serve a built site on this machine", reporting("serve", serve)},
		{"size", "weigh what a first visit downloads", reporting("size", size)},
	}
}

// reporting runs a command that says what went wrong by returning an error.
func reporting(name string, run func(ctx context.Context, args []string, stdout, stderr io.Writer) error) func(context.Context, []string, io.Reader, io.Writer, io.Writer) int {
	return func(ctx context.Context, args []string, _ io.Reader, stdout, stderr io.Writer) int {
		err := run(ctx, args, stdout, stderr)
		if err == nil || errors.Is(err, flag.ErrHelp) {
			return 0
		}
		for _, line := range strings.Split(err.Error(), "\n") {
			fmt.Fprintf(stderr, "tierbook %s: %s\n", name, line)
		}
		if usage := (usageError{}); errors.As(err, &usage) {
			return 2
		}
		return 1
	}
}

// usageError is a mistake in how a command was called.
type usageError struct{ error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(tierbook(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// tierbook runs one command and returns the status to exit with.
func tierbook(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	if len(args) == 0 {
		help(stderr)
		return 2
	}
	switch args[0] {
	case "help", "-h", "-help", "--help":
		help(stdout)
		return 0
	}
	for _, c := range commands() {
		if c.name == args[0] {
			return c.run(ctx, args[1:], stdin, stdout, stderr)
		}
	}
	fmt.Fprintf(stderr, "tierbook: unknown command %q\n", args[0])
	help(stderr)
	return 2
}

func help(w io.Writer) {
	fmt.Fprintln(w, "usage: tierbook <command> [flags]")
	for _, c := range commands() {
		fmt.Fprintf(w, "  %-8s %s\n", c.name, c.does)
	}
	fmt.Fprintln(w, `"tierbook <command> --help" lists the flags of a command`)
}

// parse reads the flags of a command that takes nothing else. What it refuses
// it refuses with the flags that are allowed.
func parse(flags *flag.FlagSet, args []string, stdout io.Writer) error {
	flags.SetOutput(io.Discard)
	flags.Usage = func() {}
	err := flags.Parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprintf(stdout, "usage: tierbook %s [flags]\n", flags.Name())
		flags.SetOutput(stdout)
		flags.PrintDefaults()
		return err
	case err != nil:
		return usagef("%w; allowed: %s", err, names(flags))
	case flags.NArg() > 0:
		return usagef("unexpected %q; allowed: %s", flags.Arg(0), names(flags))
	}
	return nil
}

func names(flags *flag.FlagSet) string {
	list := ""
	flags.VisitAll(func(f *flag.Flag) {
		if list != "" {
			list += ", "
		}
		list += "--" + f.Name
	})
	return list
}
