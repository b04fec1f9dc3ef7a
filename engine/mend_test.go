package engine

import (
	"math/big"
	"math/rand/v2"
	"testing"

	"tierbook/engine/book"
	"tierbook/engine/cost"
	"tierbook/engine/plan"
	"tierbook/engine/repair"
)

// randomAvoidable is a part of each pool that can be avoided, often none.
func randomAvoidable(rng *rand.Rand) (a [cost.Pools]book.BP) {
	for p := range a {
		a[p] = []book.BP{0, 0, 2500, 3333, 10000}[rng.IntN(5)]
	}
	return a
}

func randomTerms(rng *rand.Rand) plan.Terms {
	one := func(t *plan.Terms) plan.Lever {
		l := plan.Lever(1 + rng.IntN(int(plan.Levers)-1))
		switch l {
		case plan.Charge:
			t.Fee = book.Cents(rng.IntN(500_000))
		case plan.Serve:
			t.Tier = book.Tier(1 + rng.IntN(book.Tiers))
		case plan.Trim:
			t.Minutes = book.Minutes(rng.IntN(1000))
		case plan.Grow:
			t.Assets = book.Cents(rng.IntN(100_000_000))
		case plan.HandOver:
			t.RevenueKept, t.TimeKept = book.BP(rng.IntN(10001)), book.BP(rng.IntN(10001))
		}
		return l
	}
	for {
		var t plan.Terms
		if t.Lever = one(&t); rng.IntN(3) == 0 {
			t.And = one(&t)
		}
		if t.Valid() {
			return t
		}
	}
}

// TestSolvedLeversMeetTheTarget: with every figure that is solved for, alone or
// after a first lever, the client comes to the target, and with one unit less it
// does not. A fee counts with fee·payout/10000, assets with what they bring at
// the yield in whole cents, and time with the rate.
func TestSolvedLeversMeetTheTarget(t *testing.T) {
	rng := rand.New(rand.NewPCG(61, 62))
	seen := map[plan.Lever]int{}
	pairs, most := 0, 0
	var mend Mend
	for range 3000 {
		b, s := randomBook(rng), randomSettings(rng)
		r := Analyze(b, s)
		m := r.Mender(randomAvoidable(rng), nil)
		for i := range b.N {
			m.Mend(i, false, &mend)
			need := mend.Repair.FeeNeeded
			for i, o := range mend.Options {
				if o.None != repair.Given || o.Parts() || o.Lever == plan.Keep {
					continue
				}
				if !o.Valid() {
					t.Fatalf("terms that cannot be: %+v", o)
				}
				if need.None == repair.Given && need.Value == 0 || o.Lever == plan.Serve && o.And == plan.NoLever {
					continue
				}
				if o.Has(plan.Serve) && o.Has(plan.Charge) && !o.Meets && o.Fee == mend.MostFee && i != mend.Recommended && !meetsExactly(r, mend.Client, o.Terms) {
					most++ // not solved for, but the most that may be expected
					continue
				}
				if !meetsExactly(r, mend.Client, o.Terms) {
					t.Fatalf("%+v does not meet %d: %+v", o.Terms, s.TargetMargin, mend.Client)
				}
				less := o.Terms
				switch last := max(o.And, plan.NoLever); {
				case last == plan.Charge || o.Lever == plan.Charge && last == plan.NoLever:
					less.Fee--
				case last == plan.Grow || o.Lever == plan.Grow && last == plan.NoLever:
					less.Assets--
				case o.Lever == plan.Trim:
					less.Minutes++
				}
				if meetsExactly(r, mend.Client, less) {
					t.Fatalf("%+v meets %d, and so does %+v: %+v", o.Terms, s.TargetMargin, less, mend.Client)
				}
				seen[o.Lever]++
				if o.And != plan.NoLever {
					pairs++
				}
			}
		}
	}
	if seen[plan.Charge] < 100 || seen[plan.Grow] < 100 || seen[plan.Trim] < 100 || pairs < 20 || most < 20 {
		t.Errorf("too few to tell: %v, %d pairs, %d of the most", seen, pairs, most)
	}
}

// meetsExactly reports whether a client comes to the target, in fractions.
func meetsExactly(r *Report, c plan.Client, terms plan.Terms) bool {
	s := &r.Settings
	costs := rat(int64(c.Costs()))
	minutes := c.Minutes
	switch {
	case terms.Has(plan.Serve):
		minutes = r.standard[terms.Tier-1]
	case terms.Has(plan.Trim):
		minutes = terms.Minutes
	}
	if minutes != c.Minutes || terms.Has(plan.Trim) {
		costs = new(big.Rat)
		for p, shared := range r.shared {
			if r.byTime(cost.Pool(p)) {
				part := new(big.Rat).Mul(rat(int64(shared)), big.NewRat(int64(minutes), int64(r.Practice.Minutes)))
				costs.Add(costs, part)
			} else {
				costs.Add(costs, rat(int64(c.Cost[p])))
			}
		}
		if terms.Has(plan.Serve) { // whose cost is a whole amount (METHOD.md §6)
			costs = rat(rounded(costs))
		}
	}
	more := rat(0)
	if terms.Has(plan.Charge) {
		more.Add(more, rat(int64(terms.Fee)))
	}
	if terms.Has(plan.Grow) {
		aum, gdc := c.AUM, c.GDC
		if aum <= 0 || gdc <= 0 {
			aum, gdc = r.Practice.AUM, r.Practice.GDC
		}
		more.Add(more, new(big.Rat).SetInt(floored(mul(rat(int64(terms.Assets)), big.NewRat(int64(gdc), int64(aum))))))
	}
	revenue := new(big.Rat).Add(rat(int64(c.Revenue)), more.Mul(more, big.NewRat(int64(s.Payout), 10000)))
	if keep := big.NewRat(10000-int64(s.TargetMargin), 10000); terms.Has(plan.Trim) {
		return mul(revenue, keep).Cmp(costs) >= 0
	} else {
		required := ceiled(div(costs, keep)) // revenue comes in cents
		return revenue.Cmp(new(big.Rat).SetInt(required)) >= 0
	}
}

// TestOptionsSayWhatTheyDo: an option's figures are those of its effect, and
// what is recommended may be.
func TestOptionsSayWhatTheyDo(t *testing.T) {
	rng := rand.New(rand.NewPCG(63, 64))
	reasons, causes := map[Why]int{}, map[Cause]int{}
	var mend Mend
	for range 12000 {
		b, s := randomBook(rng), randomSettings(rng)
		r := Analyze(b, s)
		avoidable := randomAvoidable(rng)
		held := randomColumn[book.Cents](rng, b.N, true)
		m := r.Mender(avoidable, held)
		base := r.Baseline(avoidable)
		for i := range b.N {
			linked := rng.IntN(3) == 0
			m.Mend(i, linked, &mend)
			reasons[mend.Why]++
			causes[mend.Cause]++
			if (mend.Cause == NoLoss) != (r.Profit[i] >= 0) {
				t.Fatalf("cause %d of a profit of %d", mend.Cause, r.Profit[i])
			}
			if mend.Repair != r.Repair(i) {
				t.Fatal("its figures are not those of the client")
			}
			for _, o := range mend.Options {
				e := base.Effect(mend.Client, o.Terms)
				if o.Profit != e.After.Profit() || o.Practice != e.Practice || o.Freed != mend.Client.Minutes-e.After.Minutes {
					t.Fatalf("option %+v, effect %+v", o, e)
				}
				if o.Has(plan.Charge) && s.Fees&(plan.ForService|plan.Advisory) == 0 && o.Allowed {
					t.Fatalf("a fee is allowed by %d", s.Fees)
				}
			}
			best := mend.Best()
			if (best == nil) != (mend.Asks != 0) {
				t.Fatalf("asks %d, and %+v is recommended", mend.Asks, best)
			}
			if best == nil {
				continue
			}
			if !best.Allowed || !best.Fits || best.None != repair.Given || best.Parts() && linked {
				t.Fatalf("recommended, though it may not be: %+v", best)
			}
			if wrong := untrue(&mend); wrong != "" {
				t.Fatalf("reason %d, but %s: %+v of %+v", mend.Why, wrong, best, mend.Options)
			}
			if mend.Why != WhyNeeded && best.Practice < 0 {
				t.Fatalf("recommended, though the practice loses by it: %+v", best)
			}
		}
	}
	for why := WhyAsk; why < Whys; why++ {
		if reasons[why] == 0 {
			t.Errorf("no recommendation for reason %d: %v", why, reasons)
		}
	}
	for c := NoLoss; c <= TooSmall; c++ {
		if causes[c] == 0 {
			t.Errorf("no loss by cause %d: %v", c, causes)
		}
	}
}

// untrue says what of the reason for a recommendation does not hold, "" where
// all does: it looks at the options alone.
func untrue(m *Mend) string {
	best := m.Best()
	var alone []Option // that mend and may be recommended, without the best one
	barred := Barred(0)
	for i, o := range m.Options {
		switch single := o.And == plan.NoLever && o.Lever >= plan.Charge && o.Lever <= plan.Grow; {
		case !single || o.None != repair.Given || !o.Meets || i == m.Recommended:
		case o.Allowed && o.Fits:
			alone = append(alone, o)
		case !o.Allowed:
			barred |= BarredFees
		case o.Lever == plan.Charge:
			barred |= BarredFee
		case o.Lever == plan.Trim:
			barred |= BarredTime
		default:
			barred |= BarredAssets
		}
	}
	gains, frees, even := true, true, map[plan.Lever]bool{}
	for _, o := range alone {
		gains = gains && o.Practice < best.Practice
		frees = frees && (o.Practice < best.Practice || o.Practice == best.Practice && o.Freed < best.Freed)
		if o.Practice == best.Practice && o.Freed == best.Freed {
			even[o.Lever] = true
		}
	}
	mends := best.Meets && best.And == plan.NoLever && best.Lever >= plan.Charge && best.Lever <= plan.Grow
	parting := book.Cents(-1)
	for _, o := range m.Options {
		if o.Parts() && o.None == repair.Given {
			parting = max(parting, o.Practice)
		}
	}
	holds := true
	switch m.Why {
	case WhyBearable:
		return map[bool]string{false: "it does not meet the target"}[m.Repair.FeeNeeded.Value == 0 && best.Lever == plan.Keep]
	case WhyOnly:
		holds = mends && len(alone) == 0
	case WhyMost:
		holds = mends && gains && len(alone) > 0
	case WhyFrees:
		holds = mends && frees && !gains
	case WhySurer:
		holds = mends && best.Lever == plan.Charge && even[plan.Grow] && m.Assets != AssetsHeld
	case WhyHeld:
		holds = mends && best.Lever == plan.Grow && even[plan.Charge] && m.Assets == AssetsHeld
	case WhySame:
		holds = mends && best.Lever == plan.Serve && even[plan.Trim]
	case WhyTogether:
		holds = best.And != plan.NoLever && best.Meets && len(alone) == 0 && barred == m.Barred
	case WhyLighter:
		holds = best.Lever == plan.Serve && !best.Meets && best.Practice >= 0 && best.Freed > 0 && len(alone) == 0 && barred == m.Barred
	case WhyFree:
		holds = best.Parts() && best.Practice >= 0 && len(alone) == 0 && barred == m.Barred
	case WhyNeeded:
		holds = best.Parts() && best.Practice < 0 && best.Freed > 0 && len(alone) == 0 && barred == m.Barred
	case WhyKeep:
		holds = best.Lever == plan.Keep && (parting < 0 || parting == 0 && m.Client.Minutes == 0) && len(alone) == 0 && barred == m.Barred
	case WhyLinked:
		holds = !best.Parts() && len(alone) == 0 && barred == m.Barred
	}
	if m.Why < WhyTogether && m.Why > WhyBearable && m.Barred != 0 {
		return "something is said to be barred"
	}
	return map[bool]string{false: "that is not so"}[holds]
}
