// Package place names the places of the page and their addresses. An address
// is a fragment, so that it works at any sub-path of any host, and holds place
// names and opaque numbers only, never anything of a client.
package place

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/engine/book"
	"tierbook/engine/decision"
	"tierbook/engine/roster"
)

// Name is one of the places.
type Name string

// The places.
const (
	Open     Name = "open"
	Book     Name = "book"
	Practice Name = "practice"
	Tiers    Name = "tiers"
	Client   Name = "client"
	Repair   Name = "repair"
	Plan     Name = "plan"
	Privacy  Name = "privacy"
	Update   Name = "update" // of the list, by one that waits to be taken in
	Rate     Name = "rate"
)

// Place is where the page is.
type Place struct {
	Name   Name
	Client book.Key      // at Client, at Rate once one is asked about, and at Repair and Plan, where 0 is all of them
	Rated  int           // at Rate: which of session.Rated
	Filter roster.Filter // at Book: whom the table shows
}

// Parse reads the fragment of an address, without its #. What it does not know
// is the Open place.
func Parse(fragment string) Place {
	parts := strings.Split(strings.Trim(fragment, "/"), "/")
	p := Place{Name: Name(parts[0])}
	switch p.Name {
	case Practice, Tiers, Privacy, Update:
	case Repair, Plan:
		if len(parts) > 1 {
			if key, err := strconv.ParseUint(parts[1], 10, 32); err == nil {
				p.Client = book.Key(key)
			}
		}
	case Book:
		for i := 1; i+1 < len(parts); i += 2 {
			n, err := strconv.ParseUint(parts[i+1], 10, 8)
			if err != nil {
				continue
			}
			switch {
			case parts[i] == "tiers" && n < 1<<(book.Tiers+1):
				p.Filter.Tiers = uint8(n)
			case parts[i] == "loss" && n <= uint64(roster.Untold):
				p.Filter.Loss = roster.Losing(n)
			case parts[i] == "locked" && n == 1:
				p.Filter.Locked = true
			}
		}
	case Client:
		if len(parts) < 2 {
			return Place{Name: Book}
		}
		key, err := strconv.ParseUint(parts[1], 10, 32)
		if err != nil || key == 0 {
			return Place{Name: Book}
		}
		p.Client = book.Key(key)
	case Rate:
		for i, to := range parts[1:min(len(parts), 3)] {
			n, err := strconv.ParseUint(to, 10, 32)
			switch {
			case err != nil || i == 0 && n >= uint64(len(decision.Rated)):
				return p
			case i == 0:
				p.Rated = int(n)
			default:
				p.Client = book.Key(n)
			}
		}
	default:
		return Place{Name: Open}
	}
	return p
}

// Href is the address of the place, to be put into a link.
func (p Place) Href() string {
	b := "#/" + string(p.Name)
	switch p.Name {
	case Repair, Plan:
		if p.Client != 0 {
			b += "/" + strconv.FormatUint(uint64(p.Client), 10)
		}
	case Client:
		b += "/" + strconv.FormatUint(uint64(p.Client), 10)
	case Rate:
		b += "/" + strconv.Itoa(p.Rated)
		if p.Client != 0 {
			b += "/" + strconv.FormatUint(uint64(p.Client), 10)
		}
	case Book:
		if p.Filter.Tiers != 0 {
			b += "/tiers/" + strconv.Itoa(int(p.Filter.Tiers))
		}
		if p.Filter.Loss != 0 {
			b += "/loss/" + strconv.Itoa(int(p.Filter.Loss))
		}
		if p.Filter.Locked {
			b += "/locked/1"
		}
	}
	return b
}

// OfClient is the place of one client.
func OfClient(key book.Key) Place { return Place{Name: Client, Client: key} }

// OfRating is the pass that rates one of session.Rated.
func OfRating(k int) Place { return Place{Name: Rate, Rated: k} }

// OfRepair is the card of one client in the walk, with 0 the walk as a whole.
func OfRepair(key book.Key) Place { return Place{Name: Repair, Client: key} }

// OfSheet is the talking sheet of one client in the plan.
func OfSheet(key book.Key) Place { return Place{Name: Plan, Client: key} }

// OfTier is the table of one tier's clients.
func OfTier(t book.Tier) Place {
	return Place{Name: Book, Filter: roster.Filter{Tiers: roster.TierBit(t)}}
}

// OfLoss is the table of the clients that carry a loss of a kind.
func OfLoss(l roster.Losing) Place {
	return Place{Name: Book, Filter: roster.Filter{Loss: l}}
}

// Stand makes the place the one that a reload comes back to, without going there.
func (p Place) Stand() {
	if app.IsClient {
		app.Window().Get("history").Call("replaceState", nil, "", p.Href())
	}
}

// Go goes to the place. A bare fragment would do as a link, but go-app would
// take it for an address at the root of the host.
func (p Place) Go(ctx app.Context) {
	u := *ctx.Page().URL()
	u.Fragment = p.Href()[1:]
	ctx.NavigateTo(&u)
}
