package export

import (
	"reflect"
	"slices"
)

// The headings of the book's columns in the client list, and the one that its
// revenue has instead where it is after payout. An amount's is followed by its
// currency, in parentheses, where that is known.
const (
	HeadID          = "Client ID"
	HeadName        = "Name"
	HeadHousehold   = "Household"
	HeadAUM         = "AUM"
	HeadGDC         = "GDC"
	HeadNet         = "Net revenue"
	HeadSince       = "Client since"
	HeadPotential   = "Future potential"
	HeadLikeability = "Likeability"
	HeadReferrals   = "Referrals"
	HeadHours       = "Hours a year"
)

// Headings of the report's columns in the client list that are asked for by
// name. The number is the first of those columns, and always there.
const (
	HeadNumber = "Tierbook number"
	HeadInTier = "Tierbook tier"
	HeadLock   = "Tierbook lock"
)

// Headings of the sheet of locks that a refusal names.
const (
	HeadTier   = "Tier"
	HeadReason = "Reason"
)

// The rows of the tier report that are no tiers.
const (
	RowUnassigned = "Needs data"
	RowUnused     = "Unused capacity"
	RowBeyond     = "Not in this list"
	RowPractice   = "Practice"
)

// Client is a row of the client list: what the book has, and what came of it.
// The columns of the book come first, those of the report are headed Tierbook,
// and the advisor's own columns follow (Sheet.More): so the list is known when
// it comes back.
type Client struct {
	ID          Text   `csv:"Client ID"`
	Name        Text   `csv:"Name"`
	Household   Text   `csv:"Household"`
	AUM         Money  `csv:"AUM"`
	GDC         Money  `csv:"GDC"`
	Since       Date   `csv:"Client since"`
	Potential   Rating `csv:"Future potential"`
	Likeability Rating `csv:"Likeability"`
	Referrals   Rating `csv:"Referrals"`
	Hours       Hours  `csv:"Hours a year"`

	Number    Count   `csv:"Tierbook number"` // its permanent key
	Tier      Text    `csv:"Tierbook tier"`
	Locked    Text    `csv:"Tierbook lock"` // why it is locked in the tier
	Score     Points  `csv:"Tierbook score"`
	Rank      Count   `csv:"Tierbook rank"`
	Revenue   Money   `csv:"Tierbook revenue"`
	Wages     Money   `csv:"Tierbook wages"`
	Overhead  Money   `csv:"Tierbook overhead"`
	OwnerPay  Money   `csv:"Tierbook owner's pay"`
	Profit    Money   `csv:"Tierbook profit"`
	Margin    Percent `csv:"Tierbook margin %"`
	Time      Hours   `csv:"Tierbook hours"`
	Estimated YesNo   `csv:"Tierbook hours estimated"`
}

// Tier is a row of the tier report: a tier, those of none, the unused capacity,
// the practice.
type Tier struct {
	Name         Text    `csv:"Tier"`
	Clients      int     `csv:"Clients"`
	AUM          Money   `csv:"AUM"`
	GDC          Money   `csv:"GDC"`
	Revenue      Money   `csv:"Revenue"`
	Wages        Money   `csv:"Wages"`
	Overhead     Money   `csv:"Overhead"`
	OwnerPay     Money   `csv:"Owner's pay"`
	Profit       Money   `csv:"Profit"`
	Return       Percent `csv:"Overall return %"`
	Margin       Percent `csv:"Operating profit margin %"`
	Hours        Hours   `csv:"Hours"`
	PerHour      Money   `csv:"Revenue per hour"`
	Unprofitable int     `csv:"Clients with a loss"`
	ShareClients Percent `csv:"Share of clients %"`
	ShareAUM     Percent `csv:"Share of AUM %"`
	ShareRevenue Percent `csv:"Share of revenue %"`
	ShareCost    Percent `csv:"Share of cost %"`
	ShareProfit  Percent `csv:"Share of profit %"`
	ShareTime    Percent `csv:"Share of time %"`
}

// Unmatched is a client that only one of two lists has.
type Unmatched struct {
	In        Text  `csv:"Only in"`
	Line      int   `csv:"Line"` // of its file, 0 for none
	ID        Text  `csv:"Client ID"`
	Name      Text  `csv:"Name"`
	Household Text  `csv:"Household"`
	AUM       Money `csv:"AUM"`
	GDC       Money `csv:"GDC"`
}

// The lists that an unmatched client can be in.
const (
	InMine   = "your list"
	InTheirs = "the new file"
)

// Problem is a row of what could not be read: where it is, what it says and
// why, before the cells of its row (Sheet.More).
type Problem struct {
	Line   int  `csv:"Line"`
	Column Text `csv:"Column"`
	Text   Text `csv:"Text"`
	Reason Text `csv:"Reason"`
}

// Ratings is a row of the sheet that somebody fills in: who the client is, and
// the three ratings.
type Ratings struct {
	Number      Count  `csv:"Tierbook number"`
	Name        Text   `csv:"Name"`
	Household   Text   `csv:"Household"`
	Potential   Rating `csv:"Future potential"`
	Likeability Rating `csv:"Likeability"`
	Referrals   Rating `csv:"Referrals"`
}

// Lock is a row of the sheet of clients who stay in a tier.
type Lock struct {
	Number Count `csv:"Tierbook number"`
	Name   Text  `csv:"Name"`
	Tier   Text  `csv:"Tier"`
	Reason Text  `csv:"Reason"`
}

// ReportHeads are the headings of the report's columns in the client list, in
// their order.
func ReportHeads() []string {
	all := tags(reflect.TypeFor[Client]())
	return all[slices.Index(all, HeadNumber):]
}
