package cell

import (
	"encoding/binary"

	"tierbook/engine/book"
)

// The loops here read the commonest shapes of cells, and leave the others to the
// careful parsers: they return the rows of those. They take eight digits at a
// time as one word and jump as little as they can, which is what makes a million
// rows fast in a browser, where Go's jumps are dear.

// Places is where the cells of one column stand in a block of text: row i's is
// Ends[k]+1 to Ends[k+1]-Cut, k being First+i·stride. A cell may end before it
// begins: it is empty then.
type Places struct {
	Ends               []uint32
	First, Stride, Cut int
}

const zeroes = 0x3030303030303030

// figures are n digits, of one to eight, that end in the highest byte of a word:
// what stands before them is cleared. bad is not 0 where one of them is no digit.
func figures(word uint64, n int) (digits, bad uint64) {
	shift := 64 - 8*uint(n)
	digits = (word ^ zeroes) >> shift << shift
	return digits, (digits | (digits + 0x7676767676767676)) & topBits
}

// pairs makes numbers of two digits each, in the first, third, fifth and seventh
// byte; value makes one number of them all.
func pairs(digits uint64) uint64 { return digits * 2561 >> 8 & 0x00FF00FF00FF00FF }

func value(digits uint64) int64 {
	return int64((pairs(digits) * 6553601 >> 16 & 0x0000FFFF0000FFFF) * 42949672960001 >> 32)
}

// ReadCents reads 1234 and 1234.56 with at most eight digits before the point,
// also in quotes.
func ReadCents(out []book.Cents, buf []byte, at Places, slow []uint32) []uint32 {
	cells, stride, k, cut := at.Ends, at.Stride, at.First, at.Cut
	for i := range out {
		s, e := int(cells[k]+1), int(cells[k+1])-cut
		k += stride
		if s >= e {
			out[i] = book.Missing
			continue
		}
		if buf[s] == '"' && buf[e-1] == '"' {
			s++
			e--
		}
		sign := int64(1)
		if buf[s] == '-' {
			sign = -1
			s++
		}
		n := e - s
		if n > 3 && n <= 11 && buf[e-3] == '.' {
			whole, bad1 := figures(binary.LittleEndian.Uint64(buf[e-11:e-3]), n-3)
			part, bad2 := figures(binary.LittleEndian.Uint64(buf[e-8:e]), 2)
			if bad1|bad2 == 0 {
				out[i] = book.Cents(sign * (value(whole)*100 + value(part)))
				continue
			}
		} else if n > 0 && n <= 8 {
			if whole, bad := figures(binary.LittleEndian.Uint64(buf[e-8:e]), n); bad == 0 {
				out[i] = book.Cents(sign * value(whole) * 100)
				continue
			}
		}
		slow = append(slow, uint32(i))
	}
	return slow
}

// Grouped reads an amount in dollars with thousands in groups: $1,234.56, also
// in quotes or parentheses, also with the marks the other way round.
func Grouped(cell []byte, decimal Mark) (book.Cents, bool) {
	n := len(cell)
	if n > 1 && cell[0] == '"' && cell[n-1] == '"' {
		cell = cell[1 : n-1]
	}
	sign := book.Cents(1)
	if n = len(cell); n > 2 && cell[0] == '(' && cell[n-1] == ')' {
		cell = cell[1 : n-1]
		sign = -1
	} else if n > 0 && cell[0] == '-' {
		cell = cell[1:]
		sign = -1
	}
	if len(cell) > 0 && cell[0] == '$' {
		cell = cell[1:]
	}
	point, comma := byte('.'), byte(',')
	if decimal == Comma {
		point, comma = ',', '.'
	}
	if n = len(cell); n < 4 || n > 16 || cell[n-3] != point {
		return 0, false
	}
	value, size, groups := book.Cents(0), 0, 0
	for _, c := range cell[:n-3] {
		if d := c - '0'; d <= 9 {
			value = value*10 + book.Cents(d)
			size++
			continue
		}
		if c != comma || size > 3 || size == 0 || groups > 0 && size != 3 {
			return 0, false
		}
		groups++
		size = 0
	}
	if groups > 0 && size != 3 {
		return 0, false
	}
	tens, unit := cell[n-2]-'0', cell[n-1]-'0'
	if tens > 9 || unit > 9 {
		return 0, false
	}
	value = value*100 + book.Cents(tens)*10 + book.Cents(unit)
	return sign * value, value <= book.Largest
}

// yearStarts are the days on which the years from 1800 begin, twice, plus 1 in
// leap years; monthEnds the days of the year before each month, with the last
// for the end of the year.
var (
	yearStarts = func() (days [400]int32) {
		for i := range days {
			days[i] = 2 * int32(dayNumber(1800+i, 1, 1))
			if isLeap(1800 + i) {
				days[i]++
			}
		}
		return days
	}()
	monthEnds = func() (days [2][16]int32) {
		for leap, year := range [...]int{2001, 2000} {
			for m := 1; m <= 12; m++ {
				days[leap][m] = int32(dayNumber(year, m, 1) - dayNumber(year, 1, 1))
			}
			days[leap][13] = 365 + int32(leap)
		}
		return days
	}()
)

// dayOf is civil by tables, for years from 1800 to 2199.
func dayOf(year, month, day uint64) (book.Day, bool) {
	if year-1800 >= 400 || month-1 >= 12 {
		return 0, false
	}
	start := yearStarts[year-1800]
	ends := &monthEnds[start&1]
	before := ends[month&15]
	return book.Day(start>>1 + before + int32(day) - 1), day-1 < uint64(ends[(month+1)&15]-before)
}

// ReadDays reads 2009-03-28, also in quotes.
func ReadDays(out []book.Day, buf []byte, at Places, slow []uint32) []uint32 {
	cells, stride, k, cut := at.Ends, at.Stride, at.First, at.Cut
	for i := range out {
		s, e := int(cells[k]+1), int(cells[k+1])-cut
		k += stride
		if s >= e {
			out[i] = book.Missing
			continue
		}
		if buf[s] == '"' && buf[e-1] == '"' {
			s++
			e--
		}
		if e-s == 10 && buf[s+4] == '-' && buf[s+7] == '-' {
			word := uint64(binary.LittleEndian.Uint32(buf[s:s+4])) | uint64(binary.LittleEndian.Uint16(buf[s+5:s+7]))<<32 | uint64(binary.LittleEndian.Uint16(buf[s+8:s+10]))<<48
			digits, bad := figures(word, 8)
			p := pairs(digits)
			year, month, day := p&0xFF*100+p>>16&0xFF, p>>32&0xFF, p>>48
			if bad == 0 && year-1800 < 400 && month-1 < 12 {
				start := yearStarts[year-1800]
				ends := &monthEnds[start&1]
				if before := ends[month]; day-1 < uint64(ends[month+1]-before) {
					out[i] = book.Day(start>>1 + before + int32(day) - 1)
					continue
				}
			}
		}
		slow = append(slow, uint32(i))
	}
	return slow
}

// ReadSlashes reads 3/28/2009, or 28/3/2009, as the column's order is, with any
// of the marks / . and - between.
func ReadSlashes(out []book.Day, buf []byte, at Places, order Order, slow []uint32) []uint32 {
	cells, stride, k, cut := at.Ends, at.Stride, at.First, at.Cut
	for i := range out {
		s, e := int(cells[k]+1), int(cells[k+1])-cut
		k += stride
		if s >= e {
			out[i] = book.Missing
			continue
		}
		if buf[s] == '"' && buf[e-1] == '"' {
			s++
			e--
		}
		if n := e - s; n >= 8 && n <= 10 {
			mark := buf[e-5]
			p := s + 1
			one := uint64(buf[s] - '0')
			if buf[p] != mark {
				one = one*10 + uint64(buf[p]-'0') + 1000*(uint64(buf[p]-'0')/10)
				p++
			}
			two := uint64(buf[p+1] - '0')
			if p+2 != e-5 {
				two = two*10 + uint64(buf[p+2]-'0') + 1000*(uint64(buf[p+2]-'0')/10)
			}
			digits, bad := figures(uint64(binary.LittleEndian.Uint32(buf[e-4:e]))<<32, 4)
			if (mark == '/' || mark == '.' || mark == '-') && buf[p] == mark && bad == 0 && (p+2 == e-5 || p+3 == e-5) {
				if order == DayMonth {
					one, two = two, one
				}
				if day, ok := dayOf(uint64(value(digits)), one, two); ok {
					out[i] = day
					continue
				}
			}
		}
		slow = append(slow, uint32(i))
	}
	return slow
}

// ReadMillis reads whole figures, also in quotes.
func ReadMillis(out []book.Milli, buf []byte, at Places, slow []uint32) []uint32 {
	cells, stride, k, cut := at.Ends, at.Stride, at.First, at.Cut
	for i := range out {
		s, e := int(cells[k]+1), int(cells[k+1])-cut
		k += stride
		if s >= e {
			out[i] = book.Missing
			continue
		}
		if buf[s] == '"' && buf[e-1] == '"' {
			s++
			e--
		}
		if n := e - s; n > 0 && n <= 8 {
			if digits, bad := figures(binary.LittleEndian.Uint64(buf[e-8:e]), n); bad == 0 {
				out[i] = book.Milli(value(digits) * 1000)
				continue
			}
		}
		slow = append(slow, uint32(i))
	}
	return slow
}

// ReadMinutes reads hours with none, one or two decimals, also in quotes.
func ReadMinutes(out []book.Minutes, buf []byte, at Places, slow []uint32) []uint32 {
	cells, stride, k, cut := at.Ends, at.Stride, at.First, at.Cut
	for i := range out {
		s, e := int(cells[k]+1), int(cells[k+1])-cut
		k += stride
		if s >= e {
			out[i] = book.Missing
			continue
		}
		if buf[s] == '"' && buf[e-1] == '"' {
			s++
			e--
		}
		n, decimals := e-s, 0
		if n > 3 && buf[e-3] == '.' {
			decimals = 2
		} else if n > 2 && buf[e-2] == '.' {
			decimals = 1
		}
		mark := min(decimals, 1)
		if whole := n - decimals - mark; whole > 0 && whole <= 8 {
			digits, bad := figures(binary.LittleEndian.Uint64(buf[e-decimals-mark-8:e-decimals-mark]), whole)
			part, bad2 := figures(binary.LittleEndian.Uint64(buf[e-8:e]), max(decimals, 1))
			hundredths := value(part)
			if decimals == 1 {
				hundredths *= 10
			} else if decimals == 0 {
				hundredths = 0
			}
			if bad|bad2 == 0 {
				out[i] = book.Minutes(((value(digits)*100+hundredths)*60 + 50) / 100)
				continue
			}
		}
		slow = append(slow, uint32(i))
	}
	return slow
}
