package place

import (
	"testing"

	"tierbook/engine/roster"
)

func TestAddressesReadBack(t *testing.T) {
	for _, p := range []Place{
		{Name: Open}, {Name: Book}, {Name: Practice}, {Name: Tiers},
		OfRepair(0), OfRepair(17), {Name: Plan}, OfSheet(3), OfClient(17), OfTier(0), OfTier(4), OfLoss(roster.Certain),
		OfRating(0), {Name: Rate, Rated: 2, Client: 17},
		{Name: Book, Filter: roster.Filter{Tiers: 6, Loss: roster.Depends, Locked: true}},
	} {
		if got := Parse(p.Href()[1:]); got != p {
			t.Errorf("%s read back as %+v, want %+v", p.Href(), got, p)
		}
	}
}

func TestUnknownAddresses(t *testing.T) {
	for in, want := range map[string]Place{
		"":                         {Name: Open},
		"/nowhere":                 {Name: Open},
		"/client":                  {Name: Book},
		"/rate":                    {Name: Rate},
		"/rate/3/5":                {Name: Rate},
		"/rate/1/x":                {Name: Rate, Rated: 1},
		"/rate/2/7/9":              {Name: Rate, Rated: 2, Client: 7},
		"/client/0":                {Name: Book},
		"/client/Ann":              {Name: Book},
		"/client/99999999999":      {Name: Book},
		"/repair/Ann":              {Name: Repair},
		"/book/tiers/99":           {Name: Book},
		"/book/loss/9":             {Name: Book},
		"/book/tiers":              {Name: Book},
		"/book/search/Ann%20Jones": {Name: Book},
	} {
		if got := Parse(in); got != want {
			t.Errorf("Parse(%q) = %+v, want %+v", in, got, want)
		}
	}
}
