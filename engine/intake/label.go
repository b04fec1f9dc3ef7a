package intake

import (
	"strings"

	"tierbook/engine/intake/cell"
)

// labels are how surely a text is the label of a sum.
type labels uint8

const (
	noLabel labels = iota
	soft           // Boise Total, All Clients: perhaps a name
	mean           // Average
	sub            // Subtotal
	firm           // Grand Total
)

// label reads a cell as the label of a sum.
func label(part []byte) labels {
	if part = cell.Trim(part); len(part) < 3 || len(part) > 60 {
		return noLabel
	}
	text := strings.TrimRight(cell.Lower(part), " :.")
	switch text {
	case "total", "totals", "grand total", "grand totals", "overall total", "report total", "report totals", "sum", "sums", "total sum", "total all", "all total",
		"gesamt", "gesamtsumme", "summe", "total general", "totale", "totaal", "total clients", "total households", "total accounts":
		return firm
	case "subtotal", "subtotals", "sub total", "sub totals", "sub-total", "sub-totals", "group total", "zwischensumme":
		return sub
	case "all", "all clients", "all accounts", "all households":
		return soft
	case "average", "averages", "average per client":
		return mean
	}
	for _, start := range [...]string{"total for ", "totals for ", "total (", "totals (", "grand total", "total: ", "total - ", "total of ", "count: ", "record count"} {
		if strings.HasPrefix(text, start) {
			return firm
		}
	}
	for _, start := range [...]string{"subtotal ", "sub total ", "sub-total ", "subtotal: "} {
		if strings.HasPrefix(text, start) {
			return sub
		}
	}
	if strings.HasPrefix(text, "total ") || strings.HasSuffix(text, " total") || strings.HasSuffix(text, " totals") || strings.HasSuffix(text, " subtotal") {
		return soft
	}
	return noLabel
}

// isSentence reports whether a text is more likely said about the file than the
// name of a client.
func isSentence(text string) bool {
	if len(text) > 60 || strings.HasSuffix(text, ".") && strings.Count(text, " ") > 2 || strings.HasSuffix(text, ":") {
		return true
	}
	low := cell.Lower([]byte(text[:min(len(text), 60)]))
	for _, start := range [...]string{"confidential", "disclaimer", "disclosure", "generated", "printed", "report", "run date", "date ", "as of", "page ", "source", "note:", "notes:", "©", "copyright", "for internal", "end of", "exported", "prepared", "created", "internal use", "important", "* ", "** ", "data as", "all rights", "filter", "sorted by", "region:", "advisor:", "group:", "this report", "past performance"} {
		if strings.HasPrefix(low, start) {
			return true
		}
	}
	return false
}
