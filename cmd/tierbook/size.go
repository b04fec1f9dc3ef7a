package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// firstVisit is the most bytes, in brotli, that a first visit may download.
const firstVisit = 1_900_000

func size(_ context.Context, args []string, stdout, _ io.Writer) error {
	flags := flag.NewFlagSet("size", flag.ContinueOnError)
	dir := flags.String("dir", "dist", "`folder` of a built site")
	if err := parse(flags, args, stdout); err != nil {
		return err
	}
	return weigh(*dir, stdout)
}

// weigh prints every file of a first visit as it is, in gzip and in brotli.
// A first visit downloads every file once: the page a part of them, the
// service worker the rest.
func weigh(dir string, w io.Writer) error {
	l, err := readList(dir)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%-30s %10s %10s %10s\n", "file of a first visit, bytes", "as it is", "gzip", "brotli")
	var sum [3]int
	for _, f := range append(l.Files, siteFile{Name: listName}) {
		full := filepath.Join(dir, filepath.FromSlash(f.Name))
		content, err := os.ReadFile(full)
		if err != nil {
			return err
		}
		bytes := [3]int{len(content), len(content), len(content)}
		forms := map[string][]byte{}
		for _, ext := range []string{".gz", ".br"} {
			if small, err := os.ReadFile(full + ext); err == nil {
				forms[ext] = small
			}
		}
		if len(forms) == 0 {
			forms = compress(f.Name, content)
		}
		for i, ext := range []string{".gz", ".br"} {
			if small, ok := forms[ext]; ok {
				bytes[i+1] = len(small)
			}
		}
		for i := range sum {
			sum[i] += bytes[i]
		}
		fmt.Fprintf(w, "%-30s %10d %10d %10d\n", f.Name, bytes[0], bytes[1], bytes[2])
	}
	fmt.Fprintf(w, "%-30s %10d %10d %10d\n", "sum", sum[0], sum[1], sum[2])
	if sum[2] > firstVisit {
		return fmt.Errorf("a first visit downloads %d bytes in brotli; at most %d are allowed", sum[2], firstVisit)
	}
	fmt.Fprintf(w, "%-30s %32d\n", "allowed", firstVisit)
	return nil
}
