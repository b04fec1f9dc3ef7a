package engine

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/score"
	"tierbook/engine/tier"
)

// ParseSettings reads a settings file: JSON in the form of the keys below, all
// but as_of optional. It is strict, and reports every Problem at once, as
// Problems.
//
//	as_of             ISO date
//	combine           none, id or household
//	weights           {factor: 0…100}
//	normalise         {factor: {kind: percentile, range or bands, bands: [[from, points], …]}}
//	time_reads        relationship or service
//	tiers             {names, method, shares, counts, scores, minutes}
//	service_model     four lists of {name, times, minutes}
//	payout_bp         basis points
//	actual_revenue    cents a year that the practice takes in, null or 0 where it is not given
//	wages, overhead, owner_pay  cents a year
//	drivers           {pool: time, clients, revenue or aum}
//	capacity_minutes  minutes a year, null or 0 for none
//	target_margin_bp  basis points
//	fees              which of commission, advisory and for_service may be charged
//	locks             {client id: tier 1…4, or {tier, reason}}
func ParseSettings(text []byte) (Settings, error) {
	root, err := parseTree(text)
	if err != nil {
		return Settings{}, Problems{{Value: err.Error(), Fault: NotJSON}}
	}
	s := Defaults()
	r := reader{written: map[string]string{}}
	if !r.is("", root, '{', "an object") {
		return Settings{}, r.Problems
	}
	r.settings(root, &s)
	for _, p := range s.problems() {
		if written, ok := r.written[p.Key]; ok {
			p.Value = written
		}
		r.add(p)
	}
	if len(r.Problems) > 0 {
		return Settings{}, r.Problems
	}
	return s, nil
}

// reader turns a tree into settings and notes what it cannot use.
type reader struct {
	Problems
	written map[string]string // numbers as the file writes them, by key
}

func (r *reader) settings(root *tree, s *Settings) {
	fields := []field{
		{"as_of", func(key string, t *tree) { r.date(key, t, &s.AsOf) }},
		{"combine", func(key string, t *tree) { word(r, key, t, combines, &s.Combine) }},
		{"weights", func(key string, t *tree) {
			r.object(key, t, factorFields(func(f score.Factor, key string, t *tree) { integer(r, key, t, &s.Weights[f]) }))
		}},
		{"normalise", func(key string, t *tree) {
			r.object(key, t, factorFields(func(f score.Factor, key string, t *tree) { r.normalise(key, t, &s.Normalise[f]) }))
		}},
		{"time_reads", func(key string, t *tree) {
			var read uint8
			word(r, key, t, timeRead, &read)
			s.Service = read == 1
		}},
		{"tiers", func(key string, t *tree) { r.tiers(key, t, s) }},
		{"service_model", func(key string, t *tree) {
			r.tuple(key, t, book.Tiers, func(k int, key string, t *tree) { r.services(key, t, &s.Services[k]) })
		}},
		{"payout_bp", func(key string, t *tree) { integer(r, key, t, &s.Payout) }},
		{"actual_revenue", func(key string, t *tree) {
			if t.kind != 'n' {
				integer(r, key, t, &s.Actual)
			}
		}},
	}
	var pools []field
	for p := range cost.Pool(cost.Pools) {
		fields = append(fields, field{p.Key(), func(key string, t *tree) { integer(r, key, t, &s.Pools[p]) }})
		pools = append(pools, field{p.Key(), func(key string, t *tree) { word(r, key, t, drivers, &s.Drivers[p]) }})
	}
	fields = append(fields,
		field{"drivers", func(key string, t *tree) { r.object(key, t, pools) }},
		field{"capacity_minutes", func(key string, t *tree) {
			if t.kind != 'n' {
				integer(r, key, t, &s.Capacity)
			}
		}},
		field{"target_margin_bp", func(key string, t *tree) { integer(r, key, t, &s.TargetMargin) }},
		field{"fees", func(key string, t *tree) {
			s.Fees = 0
			r.each(key, t, func(_ int, key string, t *tree) {
				var fee uint8
				word(r, key, t, fees, &fee)
				s.Fees |= 1 << fee
			})
		}},
		field{"locks", func(key string, t *tree) { r.locks(key, t, s) }},
	)
	r.object("", root, fields)
}

func (r *reader) date(key string, t *tree, to *book.Day) {
	text, ok := r.text(key, t)
	if !ok {
		*to = 0 // it was given, if wrongly
		return
	}
	day, err := book.ParseDay(text)
	if err != nil {
		r.add(Problem{Key: key, Value: t.String(), Fault: NotADate, Allowed: dateForm})
		day = 0
	}
	*to = day
}

func (r *reader) normalise(key string, t *tree, to *score.Normalise) {
	kind := false
	r.object(key, t, []field{
		{"kind", func(key string, t *tree) { word(r, key, t, kinds, &to.Kind); kind = true }},
		{"bands", func(key string, t *tree) {
			r.each(key, t, func(_ int, key string, t *tree) {
				var band score.Band
				r.tuple(key, t, 2, func(i int, key string, t *tree) {
					if i == 0 {
						integer(r, key, t, &band.From)
					} else {
						integer(r, key, t, &band.Points)
					}
				})
				to.Bands = append(to.Bands, band)
			})
		}},
	})
	if t.kind == '{' && !kind {
		r.add(Problem{Key: key + ".kind", Fault: Absent, Allowed: strings.Join(kinds, ", ")})
	}
}

func (r *reader) tiers(key string, t *tree, s *Settings) {
	c := &s.Cut
	given := map[string]bool{}
	numbers := func(name string, n int, read func(i int, key string, t *tree)) field {
		return field{name, func(key string, t *tree) {
			given[name] = true
			r.tuple(key, t, n, read)
		}}
	}
	r.object(key, t, []field{
		numbers("names", book.Tiers, func(k int, key string, t *tree) {
			if name, ok := r.text(key, t); ok {
				s.Names[k] = name
			}
		}),
		{"method", func(key string, t *tree) { word(r, key, t, methods, &c.Method) }},
		numbers("shares", book.Tiers, func(k int, key string, t *tree) { integer(r, key, t, &c.Shares[k]) }),
		numbers("counts", book.Tiers-1, func(k int, key string, t *tree) { integer(r, key, t, &c.Counts[k]) }),
		numbers("scores", book.Tiers-1, func(k int, key string, t *tree) { integer(r, key, t, &c.Scores[k]) }),
		numbers("minutes", book.Tiers-1, func(k int, key string, t *tree) { integer(r, key, t, &c.Minutes[k]) }),
	})
	// Only shares have a default that METHOD.md names.
	needs := map[tier.Method]string{tier.Counts: "counts", tier.Scores: "scores", tier.Capacity: "minutes"}
	if name := needs[c.Method]; name != "" && !given[name] {
		r.add(Problem{Key: key + "." + name, Fault: Absent, Allowed: "three numbers, as tiers.method is " + c.Method.String()})
	}
}

func (r *reader) services(key string, t *tree, to *[]cost.Service) {
	*to = nil
	r.each(key, t, func(_ int, key string, t *tree) {
		var s cost.Service
		given := map[string]bool{}
		r.object(key, t, []field{
			{"name", func(key string, t *tree) { s.Name, _ = r.text(key, t) }},
			{"times", func(key string, t *tree) { integer(r, key, t, &s.Times); given["times"] = true }},
			{"minutes", func(key string, t *tree) { integer(r, key, t, &s.Minutes); given["minutes"] = true }},
		})
		for _, name := range []string{"times", "minutes"} {
			if t.kind == '{' && !given[name] {
				r.add(Problem{Key: key + "." + name, Fault: Absent, Allowed: wholeFrom(0, mostTimes, "")})
			}
		}
		*to = append(*to, s)
	})
}

func (r *reader) locks(key string, t *tree, s *Settings) {
	if !r.is(key, t, '{', "an object of client ids and tiers") {
		return
	}
	seen := map[string]bool{}
	for i, id := range t.keys {
		key := key + "." + id
		if seen[id] {
			r.add(Problem{Key: key, Fault: DuplicateKey, Allowed: "one lock a client"})
			continue
		}
		seen[id] = true
		lock, tier, value := Lock{ID: id}, int64(0), &t.items[i]
		if value.kind == '{' {
			given := false
			r.object(key, value, []field{
				{"tier", func(key string, t *tree) { given = true; integer(r, key, t, &tier) }},
				{"reason", func(key string, t *tree) { lock.Reason, _ = r.text(key, t) }},
			})
			if key += ".tier"; !given {
				r.add(Problem{Key: key, Fault: Absent, Allowed: wholeFrom(1, book.Tiers, "")})
				continue
			}
		} else {
			integer(r, key, value, &tier)
		}
		if r.written[key] == "" {
			continue // not a number at all
		}
		if tier < 1 || tier > book.Tiers {
			r.add(Problem{key, r.written[key], OutOfRange, wholeFrom(1, book.Tiers, "the tier"), 1, book.Tiers})
			continue
		}
		lock.Tier = book.Tier(tier)
		s.Locks = append(s.Locks, lock)
	}
}

// field is a key that an object may have, and what is done with its value.
type field struct {
	name string
	read func(key string, t *tree)
}

func factorFields(read func(f score.Factor, key string, t *tree)) []field {
	fields := make([]field, score.Factors)
	for f := range score.Factor(score.Factors) {
		fields[f] = field{f.Key(), func(key string, t *tree) { read(f, key, t) }}
	}
	return fields
}

func (r *reader) object(key string, t *tree, fields []field) {
	if !r.is(key, t, '{', "an object") {
		return
	}
	allowed := make([]string, len(fields))
	for i, f := range fields {
		allowed[i] = f.name
	}
	seen := map[string]bool{}
	for i, name := range t.keys {
		at := name
		if key != "" {
			at = key + "." + name
		}
		f := slices.Index(allowed, name)
		switch {
		case seen[name]:
			r.add(Problem{Key: at, Value: t.items[i].String(), Fault: DuplicateKey, Allowed: "each key once"})
		case f < 0:
			r.add(Problem{Key: at, Value: t.items[i].String(), Fault: UnknownKey, Allowed: strings.Join(allowed, ", ")})
		default:
			fields[f].read(at, &t.items[i])
		}
		seen[name] = true
	}
}

func (r *reader) each(key string, t *tree, read func(i int, key string, t *tree)) {
	if !r.is(key, t, '[', "a list") {
		return
	}
	for i := range t.items {
		read(i, entry(key, i), &t.items[i])
	}
}

// tuple is each for a list of n.
func (r *reader) tuple(key string, t *tree, n int, read func(i int, key string, t *tree)) {
	if t.kind == '[' && len(t.items) != n {
		r.add(Problem{key, t.String(), WrongCount, "a list of " + decimal(n), int64(n), int64(n)})
		return
	}
	r.each(key, t, read)
}

func (r *reader) is(key string, t *tree, kind byte, allowed string) bool {
	if t.kind != kind {
		r.add(Problem{Key: key, Value: t.String(), Fault: WrongType, Allowed: allowed})
	}
	return t.kind == kind
}

func (r *reader) text(key string, t *tree) (string, bool) {
	return t.text, r.is(key, t, '"', "a text")
}

// integer reads a whole number. One that no int64 holds is taken as the
// outermost of its sign, which is out of every range.
func integer[N ~int64 | ~int](r *reader, key string, t *tree, to *N) {
	v, err := strconv.ParseInt(t.text, 10, 64)
	if t.kind != '0' || errors.Is(err, strconv.ErrSyntax) {
		r.add(Problem{Key: key, Value: t.String(), Fault: WrongType, Allowed: "a whole number"})
		return
	}
	r.written[key] = t.text
	*to = N(max(v, -math.MaxInt64))
}

// word reads one of the words given, as its place among them.
func word[E ~uint8](r *reader, key string, t *tree, words []string, to *E) {
	if i := slices.Index(words, t.text); t.kind == '"' && i >= 0 {
		*to = E(i)
		return
	}
	r.add(oneOf(key, t.String(), words))
}

// tree is a JSON value with its keys in the order of the file, so that one
// given twice is seen.
type tree struct {
	kind  byte   // { [ " 0 t n: object, list, text, number, true or false, null
	text  string // of a text, number, true or false
	keys  []string
	items []tree
}

// mostDepth is how deep a settings file may be nested; its own form needs six.
const mostDepth = 16

func parseTree(text []byte) (*tree, error) {
	d := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(text, []byte("\ufeff"))))
	d.UseNumber()
	var root tree
	err := root.read(d, 0)
	if err == nil {
		if _, err = d.Token(); err == nil {
			err = errors.New("there is more after the end")
		} else if errors.Is(err, io.EOF) {
			return &root, nil
		}
	}
	if errors.Is(err, io.EOF) {
		err = errors.New("it ends too soon")
	}
	line := 1 + bytes.Count(text[:min(int(d.InputOffset()), len(text))], []byte("\n"))
	return nil, fmt.Errorf("line %d: %w", line, err)
}

func (t *tree) read(d *json.Decoder, depth int) error {
	token, err := d.Token()
	if err != nil {
		return err
	}
	switch v := token.(type) {
	case json.Delim:
		if depth == mostDepth {
			return errors.New("it is nested too deep")
		}
		t.kind = byte(v)
		for d.More() {
			if v == '{' {
				name, err := d.Token()
				if err != nil {
					return err
				}
				t.keys = append(t.keys, name.(string))
			}
			t.items = append(t.items, tree{})
			if err := t.items[len(t.items)-1].read(d, depth+1); err != nil {
				return err
			}
		}
		_, err = d.Token() // the closing one
		return err
	case string:
		t.kind, t.text = '"', v
	case json.Number:
		t.kind, t.text = '0', v.String()
	case bool:
		t.kind, t.text = 't', strconv.FormatBool(v)
	default:
		t.kind = 'n'
	}
	return nil
}

// mostShown is how much of a value a problem shows, in bytes.
const mostShown = 80

// String is the value as a problem shows it: short.
func (t *tree) String() string {
	switch t.kind {
	case '{':
		return "an object"
	case '[':
		return "a list of " + decimal(len(t.items))
	case '"':
		text := t.text
		if len(text) > mostShown {
			text = strings.ToValidUTF8(text[:mostShown], "") + "…"
		}
		return string(appendText(nil, text))
	case 'n':
		return "null"
	}
	return t.text[:min(len(t.text), mostShown)]
}

// FormatSettings writes valid settings as the file that ParseSettings reads,
// every key given. Locks are told by id (see Settings.ByID); one that has none
// is an error.
func FormatSettings(s Settings) ([]byte, error) {
	w := indented{}
	w.open('{')
	w.key("as_of").text(s.AsOf.String())
	w.key("combine").text(s.Combine.String())
	w.key("weights").open('{')
	for f, weight := range s.Weights {
		w.key(score.Factor(f).Key()).number(int64(weight))
	}
	w.close('}')
	w.key("normalise").open('{')
	for f, n := range s.Normalise {
		w.key(score.Factor(f).Key()).open('{')
		w.key("kind").text(n.Kind.String())
		if len(n.Bands) > 0 {
			w.key("bands").open('[')
			for _, band := range n.Bands {
				w.item().open('[')
				w.item().number(band.From)
				w.item().number(int64(band.Points))
				w.close(']')
			}
			w.close(']')
		}
		w.close('}')
	}
	w.close('}')
	read := 0
	if s.Service {
		read = 1
	}
	w.key("time_reads").text(timeRead[read])
	w.tiers(s)
	w.key("service_model").open('[')
	for _, services := range s.Services {
		w.item().open('[')
		for _, service := range services {
			w.item().open('{')
			w.key("name").text(service.Name)
			w.key("times").number(int64(service.Times))
			w.key("minutes").number(int64(service.Minutes))
			w.close('}')
		}
		w.close(']')
	}
	w.close(']')
	w.key("payout_bp").number(int64(s.Payout))
	if s.Actual > 0 {
		w.key("actual_revenue").number(int64(s.Actual))
	}
	for p, amount := range s.Pools {
		w.key(cost.Pool(p).Key()).number(int64(amount))
	}
	w.key("drivers").open('{')
	for p, driver := range s.Drivers {
		w.key(cost.Pool(p).Key()).text(driver.String())
	}
	w.close('}')
	if s.Capacity > 0 {
		w.key("capacity_minutes").number(int64(s.Capacity))
	}
	w.key("target_margin_bp").number(int64(s.TargetMargin))
	w.key("fees").open('[')
	for k, fee := range fees {
		if s.Fees>>k&1 != 0 {
			w.item().text(fee)
		}
	}
	w.close(']')
	err := w.locks(s.Locks)
	w.close('}')
	return append(w.out, '\n'), err
}

func (w *indented) tiers(s Settings) {
	c := s.Cut
	w.key("tiers").open('{')
	w.key("names").open('[')
	for _, name := range s.Names {
		w.item().text(name)
	}
	w.close(']')
	w.key("method").text(c.Method.String())
	writeList(w.key("shares"), c.Shares[:])
	writeList(w.key("counts"), c.Counts[:])
	writeList(w.key("scores"), c.Scores[:])
	writeList(w.key("minutes"), c.Minutes[:])
	w.close('}')
}

func (w *indented) locks(locks []Lock) error {
	var err error
	w.key("locks").open('{')
	for _, l := range locks {
		if l.ID == "" {
			err = fmt.Errorf("the lock on client #%d has no id to be written by", l.Key)
			continue
		}
		if l.Reason == "" {
			w.key(l.ID).number(int64(l.Tier))
			continue
		}
		w.key(l.ID).open('{')
		w.key("tier").number(int64(l.Tier))
		w.key("reason").text(l.Reason)
		w.close('}')
	}
	w.close('}')
	return err
}
