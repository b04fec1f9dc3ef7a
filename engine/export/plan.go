package export

// Action is a row of a plan: the client, what is to be done, what it would do
// and what has come of it.
type Action struct {
	Number Count `csv:"Tierbook number"`
	ID     Text  `csv:"Client ID"`
	Name   Text  `csv:"Name"`
	Tier   Text  `csv:"Tier"`

	Action      Text    `csv:"Action"` // one of Levers
	And         Text    `csv:"And"`
	Fee         Money   `csv:"Fee a year"` // before payout
	ServeAs     Text    `csv:"Serve as"`
	Hours       Hours   `csv:"Hours a year"`
	Assets      Money   `csv:"Assets to bring in"`
	RevenueKept Percent `csv:"Revenue kept %"`
	TimeKept    Percent `csv:"Time kept %"`

	Status Text `csv:"Status"` // one of Statuses
	Owner  Text `csv:"Owner"`
	Due    Date `csv:"Due"`
	DoneOn Date `csv:"Done on"`
	Note   Text `csv:"Note"`
	State  Text `csv:"Must be so"`
	By     Date `csv:"By"`
	Else   Text `csv:"Else"`

	Before   Money `csv:"Client's profit now"`
	After    Money `csv:"Client's profit after"`
	Practice Money `csv:"Change of the practice's profit"`
	Freed    Hours `csv:"Hours freed"`
	Left     Money `csv:"Cost left behind"`
}

// Levers and Statuses are the words for what is done, as the page has them, and
// for how far it has come, in the order of package plan's.
var (
	Levers   = [...]string{"", "Charge for the service", "Serve as another tier", "Cut the time", "Bring in more assets", "Hand over", "Let go", "Keep on purpose"}
	Statuses = [...]string{"Planned", "Begun", "Done", "Dropped"}
)
