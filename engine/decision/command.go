package decision

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"tierbook/engine"
	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/score"
	"tierbook/engine/tier"
	"tierbook/engine/wire"
)

// Command is one decision of the advisor's. Applying it is a pure function of
// the state before: it may replace what the state holds, never change it in
// place.
type Command interface {
	Kind() string
	apply(*State) error
}

// commands makes an empty command of each kind, to be filled from the wire.
var commands = func() map[string]func() Command {
	all := map[string]func() Command{}
	for _, empty := range []func() Command{
		func() Command { return &SetModel{} },
		func() Command { return &SetWeight{} },
		func() Command { return &ResetWeights{} },
		func() Command { return &SetNormalise{} },
		func() Command { return &SetTimeReads{} },
		func() Command { return &SetCut{} },
		func() Command { return &SetTierName{} },
		func() Command { return &SetPool{} },
		func() Command { return &SetDriver{} },
		func() Command { return &SetPayout{} },
		func() Command { return &SetActual{} },
		func() Command { return &SetCapacity{} },
		func() Command { return &SetServices{} },
		func() Command { return &SetTarget{} },
		func() Command { return &SetAsOf{} },
		func() Command { return &Lock{} },
		func() Command { return &Unlock{} },
		func() Command { return &UseSettings{} },
		func() Command { return &SetValue{} },
		func() Command { return &ClearValue{} },
		func() Command { return &Rate{} },
		func() Command { return &FillIn{} },
		func() Command { return &LockIn{} },
		func() Command { return &SetHours{} },
		func() Command { return &AddClient{} },
		func() Command { return &RemoveClient{} },
		func() Command { return &Exclude{} },
		func() Command { return &Include{} },
		func() Command { return &SetFees{} },
		func() Command { return &NewPlan{} },
		func() Command { return &RenamePlan{} },
		func() Command { return &RemovePlan{} },
		func() Command { return &ChoosePlan{} },
		func() Command { return &SetAvoidable{} },
		func() Command { return &SetActions{} },
		func() Command { return &ChangeActions{} },
		func() Command { return &RemoveActions{} },
		func() Command { return &SkipClients{} },
	} {
		all[empty().Kind()] = empty
	}
	return all
}()

// Kinds are the kinds of all commands, in order.
func Kinds() []string { return slices.Sorted(maps.Keys(commands)) }

// Known reports whether there is a command of that kind.
func Known(kind string) bool { return commands[kind] != nil }

// Open is the command in an envelope.
func Open(e wire.Envelope) (Command, error) {
	empty, ok := commands[e.Kind]
	if !ok {
		return nil, wire.NewFault("unknown-command", e.Kind)
	}
	c := empty()
	if err := wire.Decode(e.Body, c); err != nil {
		return nil, err
	}
	return c, nil
}

// SetModel takes one of the ready-made models (see Models): weights, how each
// factor is read, and where the tiers are cut. Costs and locks stay.
type SetModel struct {
	Name string `json:"name"`
}

func (SetModel) Kind() string { return "set-model" }
func (c SetModel) apply(st *State) error {
	for _, m := range Models() {
		if m.Name == c.Name {
			m.set(&st.Settings)
			return nil
		}
	}
	return wire.NewFault("unknown-model", c.Name)
}

// SetWeight sets how much one factor counts, 0…100.
type SetWeight struct {
	Factor score.Factor `json:"factor"`
	Weight int          `json:"weight"`
}

func (SetWeight) Kind() string { return "set-weight" }
func (c SetWeight) apply(st *State) error {
	if c.Factor < 0 || c.Factor >= score.Factors {
		return wire.NewFault("unknown-factor", strconv.Itoa(int(c.Factor)))
	}
	st.Settings.Weights[c.Factor] = c.Weight
	return nil
}

// ResetWeights gives all six factors their default weights.
type ResetWeights struct{}

func (ResetWeights) Kind() string { return "reset-weights" }
func (ResetWeights) apply(st *State) error {
	st.Settings.Weights = engine.Defaults().Weights
	return nil
}

// SetNormalise sets how a factor's values become points.
type SetNormalise struct {
	Factor    score.Factor    `json:"factor"`
	Normalise score.Normalise `json:"normalise"`
}

func (SetNormalise) Kind() string { return "set-normalise" }
func (c SetNormalise) apply(st *State) error {
	if c.Factor < 0 || c.Factor >= score.Factors {
		return wire.NewFault("unknown-factor", strconv.Itoa(int(c.Factor)))
	}
	c.Normalise.Bands = slices.Clone(c.Normalise.Bands)
	st.Settings.Normalise[c.Factor] = c.Normalise
	return nil
}

// SetTimeReads makes the time factor read service time a year (less is better)
// or, as by default, how long the client has been one. Bands that the factor
// has are given up then: they are in days for the one and in minutes for the
// other.
type SetTimeReads struct {
	Service bool `json:"service"`
}

func (SetTimeReads) Kind() string { return "set-time-reads" }
func (c SetTimeReads) apply(st *State) error {
	if reading := &st.Settings.Normalise[score.Time]; c.Service != st.Settings.Service && reading.Kind == score.Bands {
		*reading = score.Normalise{}
	}
	st.Settings.Service = c.Service
	return nil
}

// SetCut sets how the tiers are cut.
type SetCut struct {
	Cut tier.Cut `json:"cut"`
}

func (SetCut) Kind() string { return "set-cut" }
func (c SetCut) apply(st *State) error {
	st.Settings.Cut = c.Cut
	return nil
}

// MostTierName is the longest name of a tier, in characters.
const MostTierName = 24

// OneLine is a name as typed, without the spaces around it and without more
// than one in it.
func OneLine(name string) string { return strings.Join(strings.Fields(name), " ") }

// SetTierName renames a tier; a blank name brings its default back.
type SetTierName struct {
	Tier book.Tier `json:"tier"`
	Name string    `json:"name"`
}

func (SetTierName) Kind() string { return "set-tier-name" }
func (c SetTierName) apply(st *State) error {
	if c.Tier < 1 || c.Tier > book.Tiers {
		return wire.NewFault("unknown-tier", strconv.Itoa(int(c.Tier)))
	}
	name := OneLine(c.Name)
	if name == "" {
		name = engine.Defaults().Names[c.Tier-1]
	}
	if utf8.RuneCountInString(name) > MostTierName {
		return wire.NewFault("long-name", name, strconv.Itoa(MostTierName))
	}
	for i, other := range st.Settings.Names {
		if i != int(c.Tier-1) && strings.EqualFold(other, name) {
			return wire.NewFault("name-taken", name)
		}
	}
	st.Settings.Names[c.Tier-1] = name
	return nil
}

// SetPool sets an annual cost of the practice.
type SetPool struct {
	Pool   cost.Pool  `json:"pool"`
	Amount book.Cents `json:"amount"`
}

func (SetPool) Kind() string { return "set-pool" }
func (c SetPool) apply(st *State) error {
	if c.Pool < 0 || int(c.Pool) >= len(st.Settings.Pools) {
		return wire.NewFault("unknown-pool", strconv.Itoa(int(c.Pool)))
	}
	st.Settings.Pools[c.Pool] = c.Amount
	return nil
}

// SetDriver sets by what a pool is shared over the clients.
type SetDriver struct {
	Pool   cost.Pool   `json:"pool"`
	Driver cost.Driver `json:"driver"`
}

func (SetDriver) Kind() string { return "set-driver" }
func (c SetDriver) apply(st *State) error {
	if c.Pool < 0 || int(c.Pool) >= len(st.Settings.Pools) {
		return wire.NewFault("unknown-pool", strconv.Itoa(int(c.Pool)))
	}
	st.Settings.Drivers[c.Pool] = c.Driver
	return nil
}

// SetPayout sets the share of GDC that reaches the practice.
type SetPayout struct {
	Payout book.BP `json:"payout"`
}

func (SetPayout) Kind() string { return "set-payout" }
func (c SetPayout) apply(st *State) error {
	st.Settings.Payout = c.Payout
	return nil
}

// SetActual sets the revenue of a year that the practice's own books have; 0 where
// it is not known.
type SetActual struct {
	Revenue book.Cents `json:"revenue"`
}

func (SetActual) Kind() string { return "set-actual" }
func (c SetActual) apply(st *State) error {
	st.Settings.Actual = c.Revenue
	return nil
}

// SetCapacity sets the minutes a year that the practice has for clients; 0
// takes the limit away.
type SetCapacity struct {
	Minutes book.Minutes `json:"minutes"`
}

func (SetCapacity) Kind() string { return "set-capacity" }
func (c SetCapacity) apply(st *State) error {
	st.Settings.Capacity = c.Minutes
	return nil
}

// MostServices is how many services a tier can be given; more of them, from a
// settings file, stay.
const MostServices = 40

// SetServices sets what a client of a tier gets in a year.
type SetServices struct {
	Tier     book.Tier      `json:"tier"`
	Services []cost.Service `json:"services"`
}

func (SetServices) Kind() string { return "set-services" }
func (c SetServices) apply(st *State) error {
	if c.Tier < 1 || c.Tier > book.Tiers {
		return wire.NewFault("unknown-tier", strconv.Itoa(int(c.Tier)))
	}
	services := &st.Settings.Services[c.Tier-1]
	if len(c.Services) > max(MostServices, len(*services)) {
		return wire.NewFault("many-services", strconv.Itoa(MostServices))
	}
	*services = slices.Clone(c.Services)
	for i := range *services {
		(*services)[i].Name = OneLine((*services)[i].Name)
	}
	return nil
}

// SetTarget sets the margin that a repaired client should come to.
type SetTarget struct {
	Margin book.BP `json:"margin"`
}

func (SetTarget) Kind() string { return "set-target" }
func (c SetTarget) apply(st *State) error {
	st.Settings.TargetMargin = c.Margin
	return nil
}

// SetAsOf sets the date to which the list is true.
type SetAsOf struct {
	AsOf book.Day `json:"as_of"`
}

func (SetAsOf) Kind() string { return "set-as-of" }
func (c SetAsOf) apply(st *State) error {
	st.Settings.AsOf = c.AsOf
	return nil
}

// MostReason is the longest reason that is kept, in characters.
const MostReason = 500

// Lock puts a client in a tier of the advisor's choice, with the reason.
type Lock struct {
	Key    book.Key  `json:"key"`
	Tier   book.Tier `json:"tier"`
	Reason string    `json:"reason"`
}

func (Lock) Kind() string { return "lock" }
func (c Lock) apply(st *State) error {
	if !st.Known(c.Key) {
		return wire.NewFault("unknown-client", strconv.Itoa(int(c.Key)))
	}
	if c.Tier < 1 || c.Tier > book.Tiers {
		return wire.NewFault("unknown-tier", strconv.Itoa(int(c.Tier)))
	}
	reason := strings.TrimSpace(c.Reason)
	if reason == "" {
		return wire.NewFault("no-reason")
	}
	if utf8.RuneCountInString(reason) > MostReason {
		return wire.NewFault("long-reason", strconv.Itoa(MostReason))
	}
	st.Settings.Locks = append(without(st.Settings.Locks, c.Key), engine.Lock{Key: c.Key, Tier: c.Tier, Reason: reason})
	return nil
}

// Unlock lets the score decide a client's tier again.
type Unlock struct {
	Key book.Key `json:"key"`
}

func (Unlock) Kind() string { return "unlock" }
func (c Unlock) apply(st *State) error {
	st.Settings.Locks = without(st.Settings.Locks, c.Key)
	return nil
}

// without is a new slice of the locks on other clients, among them those that a
// settings file has on clients that the list does not.
func without(locks []engine.Lock, key book.Key) []engine.Lock {
	var out []engine.Lock
	for _, l := range locks {
		if l.Key != key || l.Key == 0 {
			out = append(out, l)
		}
	}
	return out
}

// Apply is the state that a command leads to.
func Apply(before State, c Command) (State, error) {
	next := before
	if err := c.apply(&next); err != nil {
		return State{}, err
	}
	if err := next.Settings.Validate(); err != nil {
		return State{}, refusal(err)
	}
	return next, nil
}

// Check reports why a command would be refused, without a session: for a field
// that says so before anything is sent. Commands that name a client need the
// client list and are refused here.
func Check(settings engine.Settings, c Command) error {
	_, err := Apply(State{Settings: settings}, c)
	return err
}
