package session

import (
	"tierbook/engine/book"
	"tierbook/engine/decision"
	"tierbook/engine/plan"
)

var keep = plan.Terms{Lever: plan.Keep}

func ptr[T any](v T) *T { return &v }

func init() { // what a session needs so that commands about plans change something
	for _, kind := range []string{"new-plan", "rename-plan", "remove-plan", "choose-plan", "set-avoidable", "set-actions", "change-actions", "remove-actions", "skip-clients"} {
		ofClients[kind] = true
		changing[kind] = []decision.Command{
			decision.NewPlan{Name: "Mine"}, decision.NewPlan{Name: "Second"}, decision.ChoosePlan{Plan: 1},
			decision.SetActions{Actions: []plan.Action{{Key: 3, Terms: plan.Terms{Lever: plan.Serve, Tier: 4}, Owner: "Bo"}, {Key: 10, Terms: keep, Note: "family"}}},
			decision.SkipClients{Keys: []book.Key{9}},
		}
	}
}
