package session

import (
	"tierbook/engine/book"
	"tierbook/engine/plan"
)

var keep = plan.Terms{Lever: plan.Keep}

func ptr[T any](v T) *T { return &v }

func init() { // what a session needs so that commands about plans change something
	for _, kind := range []string{"new-plan", "rename-plan", "remove-plan", "choose-plan", "set-avoidable", "set-actions", "change-actions", "remove-actions", "skip-clients"} {
		ofClients[kind] = true
		changing[kind] = []Command{
			NewPlan{Name: "Mine"}, NewPlan{Name: "Second"}, ChoosePlan{1},
			SetActions{Actions: []plan.Action{{Key: 3, Terms: plan.Terms{Lever: plan.Serve, Tier: 4}, Owner: "Bo"}, {Key: 10, Terms: keep, Note: "family"}}},
			SkipClients{Keys: []book.Key{9}},
		}
	}
}
