package engine

import (
	"tierbook/engine/book"
	"tierbook/engine/plan"
	"tierbook/engine/repair"
)

// further adds what can be done about a client that needs no mending: leaving
// it as it is, with what is to be talked about; more time, as its tier has;
// assets, as much as it holds elsewhere; a fee of the advisor's own; and the ways
// of parting.
func (m *Mender) further(i int, of *Mend, add func(plan.Terms, repair.Reason)) {
	add(plan.Terms{Lever: plan.Keep}, repair.Given)
	if t := m.report.Tier[i]; t != book.Unassigned && of.Client.Minutes < m.base.Standard[t-1] {
		add(plan.Terms{Lever: plan.Serve, Tier: t}, repair.Given)
	} else if t, ok := m.lower(of.Client, &of.Repair); ok {
		add(plan.Terms{Lever: plan.Serve, Tier: t}, repair.Given)
	}
	assets, known := m.mostAssets(i, of.Client)
	if known != AssetsHeld {
		assets = 0 // how much to ask for is for the advisor to say
	}
	add(plan.Terms{Lever: plan.Grow, Assets: assets}, repair.Given)
	add(plan.Terms{Lever: plan.Charge}, repair.Given)
	add(m.terms, repair.Given)
	add(plan.Terms{Lever: plan.LetGo}, repair.Given)
}

// Underserved reports whether more time is due to client i: one of the first two
// tiers that gets less than nine tenths of its tier's standard, by what is
// recorded, and comes to the target with all of it too. Terms are those of
// giving it.
func (m *Mender) Underserved(i int) (o Option, ok bool) {
	r := m.report
	t := r.Tier[i]
	if t == book.Unassigned || t > 2 || r.Estimated[i] || 10*r.Minutes[i] >= 9*m.base.Standard[t-1] {
		return o, false
	}
	o = m.Try(i, false, plan.Terms{Lever: plan.Serve, Tier: t})
	return o, o.Meets
}

// Bearable reports whether client i meets the target as it is.
func (m *Mender) Bearable(i int) bool {
	c := m.report.PlanClient(i)
	return m.meets(&c)
}
