// Package words is the one catalogue of what the page says. The engine speaks
// in codes and values; here they become plain sentences of an advisor's own
// language: what happened, where, and what to do about it.
package words

import (
	"fmt"

	"tierbook/app/host"
	"tierbook/engine"
	"tierbook/engine/cost"
	"tierbook/engine/score"
	"tierbook/engine/session"
	"tierbook/engine/tier"
	"tierbook/engine/wire"
)

// Factor is what the page calls a factor.
func Factor(f score.Factor) string {
	return [...]string{"AUM", "GDC", "Time with client", "Future potential", "Likeability", "Referrals"}[f]
}

// FactorHelp says what a factor is.
func FactorHelp(f score.Factor) string {
	return [...]string{
		"Assets under management: what you look after for the client today.",
		"Gross dealer concessions over the last twelve months, before payout.",
		"How long the client has been with you. It can also read the service time a year, where less is better.",
		"Your own rating of what the client may still bring: assets elsewhere, a business to sell, an inheritance.",
		"Your own rating of how well you like working with the client.",
		"How many people the client has sent to you, or your rating of it.",
	}[f]
}

// Pool is what the page calls a pool of cost.
func Pool(p cost.Pool) string {
	return [...]string{"Employee wages", "Overhead", "Your own pay"}[p]
}

// PoolShort is the heading of a pool's column.
func PoolShort(p cost.Pool) string {
	return [...]string{"Wages", "Overhead", "Your pay"}[p]
}

// PoolHelp says what to put into a pool.
func PoolHelp(p cost.Pool) string {
	return [...]string{
		"A year’s pay of everyone but yourself: salaries, bonuses, payroll taxes and benefits.",
		"Everything else the practice pays in a year: rent, technology, licences, insurance, marketing, travel.",
		"What you would have to pay someone to do your work. Leave it at 0 to see profit before paying yourself.",
	}[p]
}

// Driver is what the page calls a driver.
func Driver(d cost.Driver) string {
	return [...]string{"service time", "clients", "revenue", "AUM"}[d]
}

// DriverHelp says what sharing by a driver means.
func DriverHelp(d cost.Driver) string {
	return [...]string{
		"Each client carries cost in proportion to the hours it takes. This is the usual choice.",
		"Every client carries the same amount, whatever its size.",
		"Each client carries cost in proportion to what it brings: the same part of every client’s revenue.",
		"Each client carries cost in proportion to its assets.",
	}[d]
}

// Method is what the page calls a way of cutting tiers.
func Method(m tier.Method) string {
	return [...]string{"Shares of the book", "Fixed numbers", "Lowest scores", "Hours you have", "Natural breaks"}[m]
}

// MethodHelp says how a method cuts.
func MethodHelp(m tier.Method) string {
	return [...]string{
		"The best clients by score make up the first tier until its share of all clients is reached, and so on down.",
		"Each of the first three tiers has a fixed number of places. Everyone else is in the last.",
		"A client is in the first tier whose lowest score it reaches.",
		"You set the hours you can give to each of the first three tiers. As many clients are in it as those hours serve at its standard time.",
		"The tiers are cut so that the scores within each are as alike as can be.",
	}[m]
}

// Model is what the page calls a ready-made model.
func Model(name string) string {
	switch name {
	case "six-factors":
		return "Six factors"
	case "aum-alone":
		return "AUM alone"
	case "revenue-alone":
		return "Revenue alone"
	}
	return "Your own"
}

// ModelHelp says what a ready-made model does.
func ModelHelp(name string) string {
	switch name {
	case "six-factors":
		return "Size counts half, the person counts half: AUM, GDC, time with client, future potential, likeability and referrals."
	case "aum-alone":
		return "By assets only, with floors that many practices use: $1 million for the first tier, $500,000 for the second, $100,000 for the third. Yours go in under “How a factor becomes points”, AUM."
	case "revenue-alone":
		return "By gross dealer concessions only: who brings the most comes first."
	}
	return "Settings of your own."
}

// Command names a decision where the page offers to take it back.
func Command(kind string) string {
	switch kind {
	case "open":
		return "opening the list"
	case "reread":
		return "how the list is read"
	case "set-model":
		return "the choice of model"
	case "set-weight":
		return "the weight"
	case "reset-weights":
		return "resetting the weights"
	case "set-normalise":
		return "how a factor is read"
	case "set-time-reads":
		return "what time means"
	case "set-cut":
		return "where the tiers are cut"
	case "set-tier-name":
		return "the tier’s name"
	case "set-pool":
		return "the cost"
	case "set-driver":
		return "how the cost is shared"
	case "set-payout":
		return "the payout"
	case "set-actual":
		return "the revenue of your books"
	case "set-capacity":
		return "the capacity"
	case "set-services":
		return "the service model"
	case "set-target":
		return "the target"
	case "set-as-of":
		return "the date"
	case "lock":
		return "the lock"
	case "unlock":
		return "removing the lock"
	case "use-settings":
		return "using the settings file"
	case "restore":
		return "coming back to the restore point"
	}
	if name := joinCommand(kind); name != "" {
		return name
	}
	if name := planCommand(kind); name != "" {
		return name
	}
	return changed(kind)
}

// Fault says what went wrong and what to do about it.
func Fault(f *wire.Fault) string {
	arg := func(i int) string {
		if i < len(f.Args) {
			return f.Args[i]
		}
		return ""
	}
	if text := keptFault(f.Code, arg); text != "" {
		return text
	}
	if text := changeFault(f.Code, arg); text != "" {
		return text
	}
	if text := joinFault(f.Code); text != "" {
		return text
	}
	if text := planFault(f.Code, arg); text != "" {
		return text
	}
	switch f.Code {
	case "no-reason":
		return NoReason
	case "long-reason":
		return fmt.Sprintf("The reason is too long: %s characters at most.", arg(0))
	case "long-name":
		return fmt.Sprintf("“%s” is too long for a tier’s name: %s characters at most.", arg(0), arg(1))
	case "name-taken":
		return fmt.Sprintf("Another tier is already called “%s”.", arg(0))
	case "many-services":
		return fmt.Sprintf("A tier can have %s services at most. Put some of them together.", arg(0))
	case "refused":
		return Refusal(f.Args)
	case "unknown-client":
		return "This client is not in the list that is open now."
	case "canceled":
		return fmt.Sprintf("Reading %s was stopped. Nothing was changed.", arg(0))
	case "file":
		return File(arg(0), arg(1))
	case "unread":
		return fmt.Sprintf("%s could not be read: the browser says “%s”. If the file has been moved or changed since you chose it, choose it again; of a folder, choose the file in it.", arg(0), arg(1))
	case "no-list":
		return "There is no list open that could be read again."
	case "other-build":
		return "This page has been updated while it was open. Reload it to go on."
	}
	return "Something went wrong inside the page. Your work is still there; if it happens again, reload the page. (" + f.Error() + ")"
}

// Note says what a reader of the report should know, "" where the page says it
// elsewhere.
func Note(n engine.Note, o *session.Overview) string {
	switch n.Code {
	case engine.SharedEqually:
		return fmt.Sprintf("%s is shared equally, because no client has any %s.", Pool(n.Pool), Driver(o.Settings.Drivers[n.Pool]))
	case engine.ByRevenue:
		return fmt.Sprintf("%s is shared by revenue, which takes the same part of what every client brings: it can’t show who is dear to serve.", Pool(n.Pool))
	case engine.OverCapacity:
		return fmt.Sprintf("The clients take %s more than the practice has.", host.Hours(n.Minutes))
	case engine.NoModel:
		if o.Settings.Weights == [score.Factors]int{} {
			return "" // the heading says so, and the sliders are at hand
		}
		return "None of the factors with a weight is in this list, so no client can be scored."
	case engine.LockUnknown:
		return fmt.Sprintf("A lock names the client %s, who is not in this list. It does nothing.", n.Lock.ID)
	case engine.LockShared:
		return fmt.Sprintf("%d clients go by the id %s, and all are locked.", n.Clients, n.Lock.ID)
	case engine.TooLarge:
		return fmt.Sprintf("The sum of %s is too large to be shown.", n.Figure)
	}
	return ""
}

// Kind is what the page calls a way to make points.
func Kind(k score.Kind) string {
	return [...]string{"Rank in the book", "Distance", "Your own bands"}[k]
}

// KindHelp says how points are made.
func KindHelp(k score.Kind) string {
	return [...]string{
		"The share of clients it beats: the best of the book is near 100, the middle at 50. Extremes count no more than their place.",
		"How far it is from the low end of the book to the high end, the outermost 5 percent left aside.",
		"Points by a table of your own.",
	}[k]
}
