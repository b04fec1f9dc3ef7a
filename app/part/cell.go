package part

import (
	"tierbook/app/host"
	"tierbook/engine/book"
)

// MoneyCell is a cell with an amount, red below zero.
func MoneyCell(c book.Cents, currency string) Cell {
	return Cell{Kind: AmountCell, Text: host.Money(c, currency, host.Whole), Red: book.Has(c) && c < 0}
}

// ProfitCell is a MoneyCell that is said to be a loss below zero.
func ProfitCell(c book.Cents, currency string) Cell {
	cell := MoneyCell(c, currency)
	cell.Loss = cell.Red
	return cell
}

// ChangeCell is a cell with what an amount has become more, with its sign.
func ChangeCell(c book.Cents, currency string) Cell {
	return Cell{Kind: AmountCell, Text: host.Signed(c, currency, host.Whole), Red: book.Has(c) && c < 0}
}
