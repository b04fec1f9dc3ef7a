package engine

import (
	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/intake"
	"tierbook/engine/plan"
	"tierbook/engine/score"
	"tierbook/engine/tier"
)

// Settings are everything the advisor decides: with a book they give a report.
type Settings struct {
	AsOf    book.Day       // the day to which the list is true
	Combine intake.Combine // which rows of a file are one client; settled before there is a book

	Weights   [score.Factors]int // 0…100, relative to each other
	Normalise [score.Factors]score.Normalise
	Service   bool // the time factor reads recorded service time, less being better

	Cut      tier.Cut
	Names    [book.Tiers]string
	Services [book.Tiers][]cost.Service // what a client of each tier gets in a year

	Payout       book.BP    // of GDC, that reaches the practice
	Actual       book.Cents // the practice's revenue of a year by its own books; 0 where it is not given
	Pools        [cost.Pools]book.Cents
	Drivers      [cost.Pools]cost.Driver
	Capacity     book.Minutes // the practice has for clients in a year; 0 where it is not known
	TargetMargin book.BP      // that a repaired client should come to
	Fees         plan.Fees    // in which the advisor may be paid

	Locks []Lock
}

// Lock puts one client in a tier of the advisor's choice.
type Lock struct {
	Key    book.Key // the client, where it is not 0
	ID     string   // else every client that goes by this id
	Tier   book.Tier
	Reason string
}

// Defaults are the settings METHOD.md starts from, with no as-of date and no
// costs.
func Defaults() Settings {
	return Settings{
		AsOf: book.Missing,
		Weights: [score.Factors]int{
			score.AUM: 25, score.GDC: 25, score.Time: 10, score.Potential: 15, score.Likeability: 10, score.Referrals: 15,
		},
		Cut: tier.Cut{
			Shares:  [...]int{10, 20, 40, 30},
			Counts:  [...]int{20, 40, 80},
			Scores:  [...]book.Points{7500, 5500, 3500},
			Minutes: [...]book.Minutes{500 * 60, 500 * 60, 500 * 60},
		},
		Names: [...]string{"Platinum", "Gold", "Silver", "Bronze"},
		Services: [...][]cost.Service{
			{{Name: "Review meeting", Times: 4, Minutes: 90}, {Name: "Call", Times: 8, Minutes: 30}, {Name: "Planning and preparation", Times: 4, Minutes: 150}},
			{{Name: "Review meeting", Times: 2, Minutes: 90}, {Name: "Call", Times: 6, Minutes: 30}, {Name: "Planning and preparation", Times: 2, Minutes: 180}},
			{{Name: "Review meeting", Times: 2, Minutes: 60}, {Name: "Call", Times: 4, Minutes: 30}, {Name: "Preparation", Times: 2, Minutes: 120}},
			{{Name: "Review meeting", Times: 1, Minutes: 60}, {Name: "Call", Times: 2, Minutes: 15}, {Name: "Preparation", Times: 1, Minutes: 90}},
		},
		Payout: 10000,
		Fees:   plan.AllFees,
	}
}

// Standard is each tier's standard time.
func (s Settings) Standard() (minutes [book.Tiers]book.Minutes) {
	for k, services := range s.Services {
		minutes[k] = cost.Standard(services)
	}
	return minutes
}

// ByID is s with every lock naming its client by the id it has in b as well, so
// that the settings can be written to a file. Locks on clients that b does not
// have are left out.
func (s Settings) ByID(b *book.Book) Settings {
	var locks []Lock
	for _, l := range s.Locks {
		if l.Key != 0 {
			i, ok := b.Row(l.Key)
			if !ok {
				continue
			}
			l.ID = b.IDOf(i)
		}
		locks = append(locks, l)
	}
	s.Locks = locks
	return s
}

func (s Settings) model() score.Model {
	return score.Model{Weights: s.Weights, Normalise: s.Normalise, Service: s.Service, AsOf: s.AsOf}
}
