package words

import "fmt"

// planCommand names a decision about plans, "" where it is none.
func planCommand(kind string) string {
	switch kind {
	case "set-fees":
		return "the fees you may charge"
	case "new-plan":
		return "the new plan"
	case "rename-plan":
		return "the plan’s name"
	case "remove-plan":
		return "removing the plan"
	case "choose-plan":
		return "the choice of plan"
	case "set-avoidable":
		return "the cost that can be avoided"
	case "set-actions":
		return "what you decided"
	case "change-actions":
		return "the change to the plan"
	case "remove-actions":
		return "taking out of the plan"
	case "skip-clients":
		return "leaving for later"
	}
	return ""
}

// planFault says what is wrong with a decision about a plan, "" where it is
// about something else.
func planFault(code string, arg func(int) string) string {
	switch code {
	case "many-plans":
		return fmt.Sprintf("There can be %s plans at most. Remove one that you no longer need.", arg(0))
	case "plan-name":
		return fmt.Sprintf("A plan needs a name of %s characters at most.", arg(0))
	case "plan-taken":
		return fmt.Sprintf("Another plan is already called “%s”.", arg(0))
	case "unknown-plan":
		return "This plan is no longer there."
	case "avoidable":
		return "The part of a cost that can be avoided is between 0% and 100%."
	case "bad-action":
		return "What is to be done is not complete: choose it again, with a figure of 0 or more."
	case "no-keep-reason":
		return "Keeping a client that carries a loss needs a reason, so that you still know next year why."
	case "bad-day":
		return "This is no day of the calendar that a plan can be for."
	case "nobody-changed":
		return "There is no one for whom this would change anything."
	}
	return ""
}
