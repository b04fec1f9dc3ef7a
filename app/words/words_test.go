package words

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/decision"
	"tierbook/engine/intake"
	"tierbook/engine/merge"
	"tierbook/engine/score"
	"tierbook/engine/session"
	"tierbook/engine/tier"
	"tierbook/engine/wire"
)

// sources are the parsed files of a package, tests left aside.
func sources(t *testing.T, dir string) (files []*ast.File) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no source in %s (%v)", dir, err)
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, text, 0)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	return files
}

func quoted(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(lit.Value)
	return text, err == nil
}

// named is the name that an expression ends in, "" for none.
func named(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}

// faultCodes are the codes of all faults that the packages make, read off their
// source: a new one without words fails here.
func faultCodes(t *testing.T, dirs ...string) (codes []string) {
	t.Helper()
	add := func(e ast.Expr) {
		if code, ok := quoted(e); ok && !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	for _, dir := range dirs {
		for _, file := range sources(t, dir) {
			ast.Inspect(file, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.CallExpr:
					if named(n.Fun) == "NewFault" {
						add(n.Args[0])
					}
				case *ast.CompositeLit:
					if named(n.Type) != "Fault" || len(n.Elts) == 0 {
						break
					}
					if field, ok := n.Elts[0].(*ast.KeyValueExpr); ok {
						add(field.Value)
					} else {
						add(n.Elts[0])
					}
				}
				return true
			})
		}
	}
	return codes
}

// internal are faults that no advisor can bring about or mend: the page and
// its worker misunderstand each other. One sentence is enough for all.
var internal = []string{"internal", "bad-message", "unknown-command", "unknown-view", "unknown-verb", "unknown-model", "unknown-factor", "unknown-pool", "unknown-tier"}

func TestEveryFaultHasWords(t *testing.T) {
	files, err := filepath.Glob("../../engine/*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	dirs := []string{"../link"}
	for _, file := range files {
		if dir := filepath.Dir(file); !slices.Contains(dirs, dir) {
			dirs = append(dirs, dir)
		}
	}
	codes := faultCodes(t, dirs...)
	if len(codes) < 15 || !slices.Contains(codes, "refused") || !slices.Contains(codes, "canceled") || !slices.Contains(codes, "name-taken") {
		t.Fatalf("the search for codes found only %q", codes)
	}
	other := func(text string) bool { return strings.HasPrefix(text, "Something went wrong inside") }
	for _, code := range codes {
		args := []string{"one", "two", "three"}
		text := Fault(&wire.Fault{Code: code, Args: args})
		if other(text) != slices.Contains(internal, code) {
			t.Errorf("%s is told as %q", code, text)
		}
		if text == "" || !strings.HasSuffix(strings.TrimSuffix(text, ")"), ".") && !other(text) {
			t.Errorf("%s is told by no sentence: %q", code, text)
		}
		Fault(&wire.Fault{Code: code}) // must not fail for want of arguments
	}
}

func TestEveryCommandHasWords(t *testing.T) {
	seen := map[string]string{}
	for _, kind := range append(decision.Kinds(), "open", string(merge.Renewed), string(merge.Joined)) {
		text := Command(kind)
		if text == Command("") || text == "" || text != midSentence(text) {
			t.Errorf("%s would be undone as %q", kind, text)
		}
		if was := seen[text]; was != "" {
			t.Errorf("%s and %s are both called %q", kind, was, text)
		}
		seen[text] = kind
	}
}

// saidElsewhere are the notes that the page says where their figure stands, not
// in a list of remarks.
var saidElsewhere = map[engine.Code]string{
	engine.FactorEmpty:  "at the factor's weight",
	engine.NeedsData:    "as a remark on the tiers, with a link to the clients",
	engine.NoGDC:        "as a remark on the tiers",
	engine.Estimated:    "as a remark on the tiers",
	engine.AllEstimated: "as a remark on the tiers",
	engine.NoOwnerPay:   "under the headline",
	engine.NobodyThere:  "in the headline",
}

func TestEveryNoteHasWords(t *testing.T) {
	codes := 0
	o := &session.Overview{Settings: engine.Defaults(), Currency: "USD"}
	for _, file := range sources(t, "../../engine") {
		for _, d := range file.Decls {
			group, ok := d.(*ast.GenDecl)
			if !ok || group.Tok != token.CONST {
				continue
			}
			for _, spec := range group.Specs {
				value := spec.(*ast.ValueSpec)
				if of, ok := value.Type.(*ast.Ident); !ok || of.Name != "Code" {
					continue
				}
				text, ok := quoted(value.Values[0])
				if !ok {
					continue
				}
				codes++
				code := engine.Code(text)
				said := Note(engine.Note{Code: code, Lock: engine.Lock{ID: "A-1"}, Clients: 2, Minutes: 90, Figure: "aum"}, o)
				if (said == "") != (saidElsewhere[code] != "") {
					t.Errorf("%s is told as %q, and %q", code, said, saidElsewhere[code])
				}
				if said != "" && !strings.HasSuffix(said, ".") {
					t.Errorf("%s is told by no sentence: %q", code, said)
				}
			}
		}
	}
	if codes < 14 {
		t.Errorf("the search for codes found only %d", codes)
	}
}

// TestEverythingHasItsOwnName goes through all that the page names and explains.
func TestEverythingHasItsOwnName(t *testing.T) {
	for what, names := range map[string][]string{
		"factors":      list(score.Factors, func(i int) string { return Factor(score.Factor(i)) }),
		"factor help":  list(score.Factors, func(i int) string { return FactorHelp(score.Factor(i)) }),
		"pools":        list(cost.Pools, func(i int) string { return Pool(cost.Pool(i)) }),
		"pool columns": list(cost.Pools, func(i int) string { return PoolShort(cost.Pool(i)) }),
		"pool help":    list(cost.Pools, func(i int) string { return PoolHelp(cost.Pool(i)) }),
		"drivers":      list(int(cost.AUM)+1, func(i int) string { return Driver(cost.Driver(i)) }),
		"driver help":  list(int(cost.AUM)+1, func(i int) string { return DriverHelp(cost.Driver(i)) }),
		"methods":      list(int(tier.Natural)+1, func(i int) string { return Method(tier.Method(i)) }),
		"method help":  list(int(tier.Natural)+1, func(i int) string { return MethodHelp(tier.Method(i)) }),
		"kinds":        list(int(score.Bands)+1, func(i int) string { return Kind(score.Kind(i)) }),
		"kind help":    list(int(score.Bands)+1, func(i int) string { return KindHelp(score.Kind(i)) }),
		"models":       list(len(decision.Models())+1, func(i int) string { return Model(modelName(i)) }),
		"model help":   list(len(decision.Models())+1, func(i int) string { return ModelHelp(modelName(i)) }),
	} {
		for i, name := range names {
			if strings.TrimSpace(name) == "" || slices.Index(names, name) != i {
				t.Errorf("%s: %q", what, names)
				break
			}
			if strings.HasSuffix(what, "help") && !strings.HasSuffix(name, ".") {
				t.Errorf("%s: %q is no sentence", what, name)
			}
		}
	}
}

func list(n int, at func(int) string) (all []string) {
	for i := range n {
		all = append(all, at(i))
	}
	return all
}

// modelName is the name of a ready-made model, "" after the last for settings
// of one's own.
func modelName(i int) string {
	if models := decision.Models(); i < len(models) {
		return models[i].Name
	}
	return ""
}

func TestHeadlinesNeverBreak(t *testing.T) {
	s := session.New(book.Date(2026, 6, 30))
	for _, o := range []session.Overview{s.Overview(), {Settings: engine.Defaults(), Currency: "USD"}} {
		if h := Tiers(&o); len(h.Plain) == 0 {
			t.Error("an empty practice has no headline")
		}
		if h := Practice(&o); len(h.Plain) == 0 {
			t.Error("an empty practice has no headline")
		}
	}
	s.Open(&intake.Import{Book: &book.Book{}}, decision.Origin{}, 0)
	o := s.Overview()
	if h := Practice(&o); len(h.Plain) == 0 {
		t.Error("an empty list has no headline")
	}
}
