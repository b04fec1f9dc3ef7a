package session

import (
	"slices"

	"tierbook/engine/book"
	"tierbook/engine/change"
	"tierbook/engine/column"
	"tierbook/engine/decision"
	"tierbook/engine/intake"
	"tierbook/engine/intake/field"
	"tierbook/engine/match"
	"tierbook/engine/merge"
	"tierbook/engine/wire"
)

// staging is a list that was read while another is open, and waits for the user
// to say what it is to that one. It is no part of the history until then.
type staging struct {
	*merge.Lists
	asOf book.Day
	said []answerBody // of proposals, those about one by the line of its row
}

// Stage keeps a list that was read, for the user to say what it is to the one
// that is open.
func (s *Session) Stage(imp *intake.Import, origin decision.Origin, asOf book.Day) {
	s.stage(staging{&merge.Lists{Theirs: &decision.Source{Import: imp, Origin: origin}, Takes: map[column.ID]merge.Take{}}, asOf, nil})
	if g := s.staged; g.nobodyElse() {
		for len(g.Match.Asked) > 0 {
			b := answerBody{Theirs: match.None, By: g.Match.Asked[0].By, Same: true}
			g.said = append(g.said, b)
			g.answer(b)
		}
	}
}

// Restage shows another reading of the list that waits, made with imp.Options. What
// was said about its clients and columns stays.
func (s *Session) Restage(imp *intake.Import) {
	g := s.waiting()
	if g == nil {
		return
	}
	next := staging{&merge.Lists{Theirs: &decision.Source{Import: imp, Origin: g.Theirs.Origin}, Takes: g.Takes}, g.asOf, g.said}
	if day := imp.Options.AsOf; day != g.Theirs.Import.Options.AsOf {
		next.asOf = day
	}
	s.stage(next)
}

func (s *Session) stage(g staging) {
	st := s.Kept()
	g.Mine, g.Match = st.Source, match.Lists(change.Everybody(st.File(), st.Changes), g.Theirs.Import.Book)
	for _, b := range g.said {
		g.answer(b)
	}
	s.staged = &g
	s.DropTrial()
	s.Touch()
}

// nobodyElse reports whether the list that waits is the open one once more, with
// the same clients by names that are all different: then nobody need be asked
// about.
func (g *staging) nobodyElse() bool {
	m := g.Match
	if g.Theirs.Origin.File != g.Mine.Origin.File || m.Theirs.ID.Len() > 0 || len(m.Asked) != m.Theirs.N || m.Theirs.N != m.Mine.N {
		return false
	}
	taken := make([]bool, m.Mine.N)
	for _, p := range m.Asked {
		if taken[p.Mine] || m.Mine.Name.At(int(p.Mine)) != m.Theirs.Name.At(int(p.Theirs)) {
			return false
		}
		taken[p.Mine] = true
	}
	return true
}

// answer settles the proposals that an answer is about.
func (g *staging) answer(b answerBody) {
	g.Match.Answer(b.Same, func(p match.Proposal) bool {
		return b.line > 0 && g.Match.Theirs.Line[p.Theirs] == b.line || b.line == 0 && p.By == b.By
	})
}

// HasOwnList reports whether a list of the advisor's is open, to which another
// may be something else than its successor.
func (s *Session) HasOwnList() bool {
	src := s.Kept().Source
	return src != nil && !src.Origin.Sample
}

// Waits reports whether a list waits.
func (s *Session) Waits() bool { return s.waiting() != nil }

// waiting is the list that waits, nil for none: undoing back to another list
// ends its wait.
func (s *Session) waiting() *staging {
	if s.staged != nil && s.staged.Mine != s.Kept().Source {
		s.staged = nil
	}
	return s.staged
}

// answerBody says of proposals whether they are the same client: of one of
// theirs, or of all that rest on the same.
type answerBody struct {
	Theirs int32    `json:"theirs"` // row; match.None for all
	By     match.By `json:"by,omitempty"`
	Same   bool     `json:"same"`
	line   uint32   // on which the row begins, 0 for all
}

type takeBody struct {
	Field     field.Field `json:"field,omitempty"`
	Attribute string      `json:"attribute,omitempty"`
	Take      merge.Take  `json:"take"`
}

type finishBody struct {
	How merge.Joining `json:"how"`
}

// Answer asks for the proposal about one of theirs to be settled, AnswerAll for
// all that rest on the same.
func Answer(theirs int32, same bool) wire.Request {
	return staged("answer", answerBody{Theirs: theirs, Same: same})
}
func AnswerAll(by match.By, same bool) wire.Request {
	return staged("answer", answerBody{Theirs: match.None, By: by, Same: same})
}

// TakeColumn asks for a column to have the values of one list or the other.
func TakeColumn(f field.Field, attribute string, take merge.Take) wire.Request {
	return staged("take", takeBody{f, attribute, take})
}

// Finish asks for the list that waits to become what how says. It is a step of
// the history, with a restore point before it. Dismiss forgets the list.
func Finish(how merge.Joining) wire.Request { return staged("finish", finishBody{how}) }
func Dismiss() wire.Request                 { return staged("dismiss", struct{}{}) }

func staged(kind string, body any) wire.Request {
	return wire.Request{Verb: "stage", What: wire.Envelope{Kind: kind, Body: wire.Encode(body)}}
}

// onStage answers a request about the list that waits.
func (s *Session) onStage(e wire.Envelope) error {
	g := s.waiting()
	if g == nil {
		return wire.NewFault("nothing-waits")
	}
	switch e.Kind {
	case "answer":
		var b answerBody
		if err := wire.Decode(e.Body, &b); err != nil {
			return err
		}
		if b.Theirs != match.None {
			if b.Theirs < 0 || int(b.Theirs) >= g.Match.Theirs.N {
				return wire.NewFault("bad-message", "theirs")
			}
			b.line = g.Match.Theirs.Line[b.Theirs]
		}
		g.said = append(g.said, b)
		g.answer(b)
	case "take":
		var b takeBody
		if err := wire.Decode(e.Body, &b); err != nil {
			return err
		}
		if !slices.Contains([]merge.Take{merge.TakeMine, merge.TakeTheirs, merge.TakeMineFirst, merge.TakeTheirsFirst}, b.Take) {
			return wire.NewFault("bad-message", string(b.Take))
		}
		g.Takes[column.ID{Field: b.Field, Attribute: b.Attribute}] = b.Take
	case "finish":
		var b finishBody
		if err := wire.Decode(e.Body, &b); err != nil {
			return err
		}
		return s.finish(b.How)
	case "dismiss":
		s.staged = nil
	default:
		return wire.NewFault("unknown-verb", e.Kind)
	}
	s.Touch()
	return nil
}

// finish makes the list that waits what how says.
func (s *Session) finish(how merge.Joining) error {
	g := s.staged
	switch how {
	case merge.Replaced:
		s.staged = nil
		s.Open(g.Theirs.Import, g.Theirs.Origin, g.asOf)
		return nil
	case merge.Renewed, merge.Joined:
	default:
		return wire.NewFault("bad-message", string(how))
	}
	now := s.Kept()
	if g.Match.Counts().Paired == 0 {
		return wire.NewFault("nobody-fits")
	}
	imp, part := g.Put(how, s.FreeKey())
	src, asOf := &decision.Source{Import: imp, Origin: g.Theirs.Origin, Parts: []decision.Part{part}}, g.asOf
	if how == merge.Joined {
		src.Origin, asOf = now.Source.Origin, now.Settings.AsOf
		src.Parts = append(slices.Clone(now.Source.Parts), part)
	} else if len(part.Columns) == 0 {
		src.Parts = nil
	}
	s.staged = nil
	s.Renew(how, src, asOf)
	return nil
}
