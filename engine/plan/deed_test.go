package plan

import "testing"

// TestWhatAListHas: of an action that was decided on list 1 of day 100, what a
// list has of it already, and where that cannot be known.
func TestWhatAListHas(t *testing.T) {
	was := Was{AsOf: 100, List: 1}
	for _, c := range []struct {
		name       string
		action     Action
		list       List
		in, unsure bool
	}{
		{"planned", Action{Was: was}, List{2, 200}, false, false},
		{"begun", Action{Was: was, Status: Begun}, List{2, 200}, false, false},
		{"done on the list it was decided on", Action{Was: was, Status: Done, Deed: Deed{On: 100, List: 1}}, List{1, 100}, false, false},
		{"the same list, moved to a later day", Action{Was: was, Status: Done, Deed: Deed{On: 100, List: 1}}, List{1, 300}, false, false},
		{"a newer list of the same day", Action{Was: was, Status: Done, Deed: Deed{On: 100, List: 1}}, List{2, 100}, true, false},
		{"a newer list of a later day", Action{Was: was, Status: Done, Deed: Deed{On: 100, List: 1}}, List{2, 190}, true, false},
		{"a newer list of an earlier day", Action{Was: was, Status: Done, Deed: Deed{On: 150, List: 1}}, List{2, 149}, false, false},
		{"a newer list, and nobody said when", Action{Was: was, Status: Done, Deed: Deed{List: 1}}, List{2, 90}, true, false},
		{"marked on a newer list, done before it", Action{Was: was, Status: Done, Deed: Deed{On: 150, List: 2}}, List{2, 190}, true, false},
		{"marked on a newer list, on its day", Action{Was: was, Status: Done, Deed: Deed{On: 190, List: 2}}, List{2, 190}, false, true},
		{"marked on a newer list, after it", Action{Was: was, Status: Done, Deed: Deed{On: 195, List: 2}}, List{2, 190}, false, true},
		{"the same, and it has it", Action{Was: was, Status: Done, Deed: Deed{On: 195, List: 2, In: Yes}}, List{2, 190}, true, false},
		{"the same, and it has it not", Action{Was: was, Status: Done, Deed: Deed{On: 195, List: 2, In: No}}, List{2, 190}, false, false},
		{"which the next list has", Action{Was: was, Status: Done, Deed: Deed{On: 195, List: 2, In: No}}, List{3, 280}, true, false},
		{"dropped", Action{Was: was, Status: Dropped}, List{2, 190}, false, false},

		{"older, on its list", Action{Was: Was{AsOf: 100}, Status: Done, Deed: Deed{List: 1}}, List{1, 100}, false, false},
		{"older, on a newer list", Action{Was: Was{AsOf: 100}, Status: Done, Deed: Deed{List: 1}}, List{1, 190}, true, false},
		{"older, and a list since of the same day", Action{Was: Was{AsOf: 100}, Status: Done, Deed: Deed{List: 1}}, List{2, 100}, true, false},
	} {
		a := c.action
		if in, unsure := a.In(c.list), a.Unsure(c.list); in != c.in || unsure != c.unsure {
			t.Errorf("%s: in the list %v, unsure %v; want %v, %v", c.name, in, unsure, c.in, c.unsure)
		}
		if counts := a.Counts(c.list); counts != (a.Status != Dropped && !c.in) {
			t.Errorf("%s: it counts: %v", c.name, counts)
		}
	}
}
