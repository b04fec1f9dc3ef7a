package main

import (
	"bytes"
	"encoding/csv"
	"os"
	"strconv"
	"strings"
	"testing"
)

func sampleOf(t *testing.T, args ...string) string {
	t.Helper()
	var out, problems bytes.Buffer
	if code := tierbook(t.Context(), append([]string{"sample"}, args...), nil, &out, &problems); code != 0 {
		t.Fatalf("sample %v: %d, %s", args, code, &problems)
	}
	return out.String()
}

func TestSampleIsTheOneServed(t *testing.T) {
	served, err := os.ReadFile("../../web/sample.csv")
	if err != nil {
		t.Fatal(err)
	}
	if string(served) != sampleOf(t) {
		t.Error("web/sample.csv differs from `tierbook sample`: write it again")
	}
	if len(served) > 40_000 {
		t.Errorf("web/sample.csv has %d bytes: the first visit waits for it", len(served))
	}
}

func TestSampleHasItsOddities(t *testing.T) {
	rows, err := csv.NewReader(strings.NewReader(sampleOf(t))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 301 {
		t.Fatalf("%d rows, want 301", len(rows))
	}
	column := map[string]int{}
	for i, name := range rows[0] {
		column[name] = i
	}
	odd := map[string]int{}
	households := map[string]int{}
	revenue := 0.0
	for _, row := range rows[1:] {
		if household := row[column["Household"]]; household != "" {
			households[household]++
		}
		gdc, err := strconv.ParseFloat(row[column["GDC"]], 64)
		aum, _ := strconv.ParseFloat(row[column["AUM"]], 64)
		switch {
		case err != nil:
			odd["text in GDC"]++
		case gdc < 0:
			odd["chargeback"]++
		case gdc == 0 && aum > 3e6:
			odd["large and unpaid"]++
		}
		revenue += gdc * 0.9
		for _, name := range []string{"Hours", "Client Since", "Referrals", "Future Potential"} {
			if row[column[name]] == "" {
				odd["no "+name]++
			}
		}
		if row[column["Hours"]] == "0" {
			odd["no hours at all"]++
		}
		if row[column["Likeability"]] == "n/a" {
			odd["n/a"]++
		}
		if row[column["Client Since"]] < "1970" && row[column["Client Since"]] != "" {
			odd["an old date"]++
		}
	}
	for _, name := range []string{"text in GDC", "chargeback", "large and unpaid", "no Hours", "no Client Since", "no Referrals",
		"no Future Potential", "no hours at all", "n/a", "an old date"} {
		if odd[name] == 0 {
			t.Errorf("no client with %s", name)
		}
	}
	for household, members := range households {
		if members < 2 || members > 3 {
			t.Errorf("household %q has %d members", household, members)
		}
	}
	if revenue < 790_000 || revenue > 830_000 {
		t.Errorf("revenue at 90 %% payout is %.0f, want about 811,300", revenue)
	}
}

func TestSampleFollowsItsFlags(t *testing.T) {
	if a, b := sampleOf(t, "--clients", "50"), sampleOf(t, "--clients", "50", "--seed", "2"); a == b {
		t.Error("another seed made the same book")
	}
	if strings.Contains(sampleOf(t, "--as-of", "2001-01-31"), ",2001-02-") {
		t.Error("a client since after the date of the export")
	}
	for _, args := range [][]string{{"--clients", "0"}, {"--as-of", "June"}, {"--as-of", "1600-01-01"}, {"--seed", "x"}, {"--colour", "red"}, {"more"}} {
		var out, problems bytes.Buffer
		if code := tierbook(t.Context(), append([]string{"sample"}, args...), nil, &out, &problems); code != 2 || out.Len() != 0 || problems.Len() == 0 {
			t.Errorf("sample %v: %d with %d bytes out and %q", args, code, out.Len(), &problems)
		}
	}
	var out, problems bytes.Buffer
	tierbook(t.Context(), []string{"sample", "--clients", "abc", "--seed", "x", "--as-of", "June"}, nil, &out, &problems)
	for _, flag := range []string{"--clients abc", "--seed x", "--as-of June"} {
		if !strings.Contains(problems.String(), flag) {
			t.Errorf("%s is not among\n%s", flag, &problems)
		}
	}
}
