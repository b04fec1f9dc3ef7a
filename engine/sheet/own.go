package sheet

import (
	"bytes"
	"context"
	"encoding/csv"
	"io"
	"maps"
	"slices"
	"strings"

	"tierbook/engine/book"
	"tierbook/engine/export"
	"tierbook/engine/intake"
	"tierbook/engine/intake/cell"
	"tierbook/engine/intake/field"
	"tierbook/engine/intake/file"
)

// Read reads a client list as intake.Read does. One that WriteClients wrote is known
// by its headings and comes back as it was, to the byte of every value: its
// rows are clients already, the report's columns are made anew and not read, and
// the advisor's own stay his own whatever they are called. What opt decides
// otherwise holds.
func Read(ctx context.Context, src file.Source, opt intake.Options) (*intake.Import, error) {
	own, number := ownColumns(headingsOf(src))
	if own == nil {
		return intake.Read(ctx, src, opt)
	}
	decided := opt // by the user, and not here
	decided.Known, decided.Progress = nil, nil
	maps.Copy(own, opt.Columns)
	opt.Columns, opt.Combine, opt.HeaderLine = own, intake.CombineNone, 1
	imp, err := intake.Read(ctx, src, opt)
	if err != nil {
		return nil, err
	}
	if number >= 0 && len(imp.Aside) > 0 { // a client may be called Total
		clients, err := ownClients(ctx, src, imp, number)
		if err != nil {
			return nil, err
		}
		if len(clients) > 0 {
			opt.Clients = append(slices.Clone(opt.Clients), clients...)
			if imp, err = intake.Read(ctx, src, opt); err != nil {
				return nil, err
			}
		}
	}
	arm(imp)
	for i := range imp.Columns {
		c := &imp.Columns[i]
		if _, is := own[i]; is && decided.Columns[i].Use == field.Undecided {
			if c.Why, c.Sure = field.ByExport, field.Certain; c.Use == field.Attribute {
				c.Why = field.ByDefault
			}
		}
	}
	imp.Options = decided
	imp.Questions = slices.DeleteFunc(imp.Questions, func(q intake.Question) bool { return q.Kind == intake.AskCombine }) // its rows are clients
	return imp, nil
}

// How many bytes of a file are looked at for the headings of a list that WriteClients
// wrote: for the first of them, and for all where that is there.
const (
	firstHeadings = 4 << 10
	allHeadings   = 1 << 20
)

// headingsOf is the first record of a file in the form that WriteClients writes, or
// that a spreadsheet has made of it.
func headingsOf(src file.Source) (heads []string, by rune) {
	var start []byte
	for _, size := range []int64{firstHeadings, allHeadings} {
		start = make([]byte, min(src.Size(), size))
		n, err := src.ReadAt(start, 0)
		if err != nil && err != io.EOF {
			return nil, 0
		}
		if start = start[:n]; !bytes.Contains(start, []byte(export.HeadNumber)) {
			return nil, 0
		}
	}
	start = bytes.TrimPrefix(start, []byte("\ufeff"))
	for _, by := range []rune{',', ';', '\t'} {
		in := csv.NewReader(bytes.NewReader(start))
		in.Comma = by
		if heads, err := in.Read(); err == nil && slices.Contains(heads, export.HeadNumber) {
			return heads, by
		}
	}
	return nil, 0
}

// ownFields are the book's columns as WriteClients heads them.
var ownFields = map[string]intake.Choice{
	export.HeadID:          {Use: field.AsField, Field: field.ID},
	export.HeadName:        {Use: field.AsField, Field: field.Name},
	export.HeadHousehold:   {Use: field.AsField, Field: field.Household},
	export.HeadAUM:         {Use: field.AsField, Field: field.AUM, Format: cell.Format{Times: 1}},
	export.HeadGDC:         {Use: field.AsField, Field: field.GDC, Format: cell.Format{Times: 1, Period: cell.Year, Basis: cell.Gross}},
	export.HeadNet:         {Use: field.AsField, Field: field.GDC, Format: cell.Format{Times: 1, Period: cell.Year, Basis: cell.Net}},
	export.HeadSince:       {Use: field.AsField, Field: field.Since, Format: cell.Format{Dates: cell.Calendar}},
	export.HeadPotential:   {Use: field.AsField, Field: field.Potential, Format: cell.Format{Scale: cell.Figures}},
	export.HeadLikeability: {Use: field.AsField, Field: field.Likeability, Format: cell.Format{Scale: cell.Figures}},
	export.HeadReferrals:   {Use: field.AsField, Field: field.Referrals, Format: cell.Format{Scale: cell.Figures}},
	export.HeadHours:       {Use: field.AsField, Field: field.Hours, Format: cell.Format{Unit: cell.InHours, Period: cell.Year}},
}

// ownColumns is what the columns of a list that WriteClients wrote are, and which of
// them has the clients' numbers; nil where the headings are not of such a list.
// The book's columns stand before the report's and the advisor's own after
// them, so that one of those may bear any name. Where a comma parts the cells,
// it marks no decimals in them.
func ownColumns(heads []string, by rune) (own map[int]intake.Choice, number int) {
	number = slices.Index(heads, export.HeadNumber)
	if number < 0 {
		return nil, -1
	}
	own = map[int]intake.Choice{}
	seen := map[field.Field]bool{}
	for i, head := range heads[:number] {
		name, aside, _ := strings.Cut(head, " (")
		choice, ok := ownFields[name]
		if !ok || seen[choice.Field] {
			continue // somebody has put a column in
		}
		seen[choice.Field] = true
		if by == ',' && !choice.Field.IsText() && choice.Field != field.Since {
			choice.Format.Decimal = cell.Point
		}
		if choice.Field.IsMoney() {
			choice.Format.Currency = strings.TrimSuffix(aside, ")")
		}
		own[i] = choice
	}
	i := number
	for tags := export.ReportHeads(); i < len(heads) && slices.Contains(tags, heads[i]); i++ {
		own[i] = intake.Choice{Use: field.LeftOut}
		tags = tags[slices.Index(tags, heads[i])+1:]
	}
	for ; i < len(heads); i++ {
		own[i] = intake.Choice{Use: field.Attribute}
	}
	return own, number
}

// ownClients are the rows set aside that have a client's number.
func ownClients(ctx context.Context, src file.Source, imp *intake.Import, number int) ([]intake.Client, error) {
	var lines []uint32
	for _, a := range imp.Aside {
		if a.Reason != intake.Blank {
			lines = append(lines, a.Line)
		}
	}
	if len(lines) == 0 {
		return nil, nil
	}
	records, err := imp.Records(ctx, src, lines)
	var clients []intake.Client
	for _, r := range records {
		if number < len(r.Cells) && r.Cells[number] != "" {
			clients = append(clients, intake.Client{Line: r.Line})
		}
	}
	return clients, err
}

// arm gives back the texts that WriteClients disarmed.
func arm(imp *intake.Import) {
	b := imp.Book
	for _, t := range []*book.Text{&b.ID, &b.Name, &b.Household} {
		*t = armed(*t)
	}
	for i := range b.Attributes {
		b.Attributes[i].Name = export.Arm(b.Attributes[i].Name)
		b.Attributes[i].Cells = armed(b.Attributes[i].Cells)
	}
}

// armed is the column itself where no text of it was disarmed.
func armed(t book.Text) book.Text {
	for i := range t.Len() {
		if was := t.At(i); export.Arm(was) != was {
			var all book.Text
			all.Grow(t.Len(), t.Size())
			for k := range t.Len() {
				all.Append(export.Arm(t.At(k)))
			}
			return all
		}
	}
	return t
}
