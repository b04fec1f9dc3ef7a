package book

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"tierbook/engine/book"
	"tierbook/engine/roster"
)

// Look is how the table of clients is looked at. The page's owner keeps it, so
// that coming back finds the table as it was left. The zero Look is everyone by
// rank.
type Look struct {
	Search string
	Under  book.Cents // only clients whose GDC is below, 0 for all
	Sort   roster.Column
	Down   bool
	All    bool          // every column, sideways where there is no room
	Filter roster.Filter // of the address last
	First  int           // the row at the top
	Scroll int           // of the page, in pixels
	Met    book.Key      // the client that was looked at last

	Picking bool              // a press picks a client rather than opening it
	Picked  map[book.Key]bool // those that are
	Last    int               // the row that was picked last, -1 for none
}

// Leave notes how far the page is scrolled. It is called before the page moves
// on.
func (l *Look) Leave() { l.Scroll = app.Window().Get("scrollY").Int() }

// comeBack scrolls the page to where it was left.
func (l *Look) comeBack() { app.Window().Call("scrollTo", 0, l.Scroll) }
