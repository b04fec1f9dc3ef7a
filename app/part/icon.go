package part

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// icons are drawn on a grid of 24, in strokes of the text's colour.
var icons = map[string]string{
	"book":     "M5 4.5h11.5A2.5 2.5 0 0 1 19 7v13H7a2 2 0 0 1-2-2zM5 17.5A2 2 0 0 1 7 16h12M9 8.5h6M9 12h4",
	"practice": "M4 20V9l8-5 8 5v11M4 20h16M9.5 20v-6h5v6",
	"tiers":    "M8 4h8M6 9.3h12M4.5 14.7h15M3 20h18",
	"client":   "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c.6-4 3.6-6 7.5-6s6.9 2 7.5 6",
	"repair":   "M14.5 6.5a4.5 4.5 0 0 1 5.6-1.9l-2.9 2.9.3 2 2 .3 2.2-2.2a4.5 4.5 0 0 1-6 5.3l-7.1 7.1a2 2 0 0 1-2.9-2.9l7.1-7.1a4.5 4.5 0 0 1 1.7-3.5z",
	"plan":     "M5 5.5h14v15H5zM9 3v4M15 3v4M5 10h14M9 15l2 2 4-4",
	"segments": "M12 3.5v8.5h8.5M12 3.5a8.5 8.5 0 1 0 8.5 8.5A8.5 8.5 0 0 0 12 3.5zM12 12l-6 6",
	"compare":  "M4 8h13l-3.5-3.5M20 16H7l3.5 3.5",
	"privacy":  "M12 3l7.5 3v5.5c0 4.5-3 8-7.5 9.5-4.5-1.5-7.5-5-7.5-9.5V6zM9 12l2.2 2.2L15.2 10",
	"open":     "M3.5 19V6a1.5 1.5 0 0 1 1.5-1.5h4.5l2 2.5H18A1.5 1.5 0 0 1 19.5 8.5V11M3.5 19l2.7-8h15l-2.7 8z",
	"undo":     "M8.5 4.5L4 9l4.5 4.5M4 9h10a5.5 5.5 0 0 1 0 11H9",
	"redo":     "M15.5 4.5L20 9l-4.5 4.5M20 9H10a5.5 5.5 0 0 0 0 11h5",
	"eye":      "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
	"eye-off":  "M4 4l16 16M9.9 5.8A9 9 0 0 1 12 5.5c6 0 9.5 6.5 9.5 6.5a17 17 0 0 1-2.7 3.5M6.2 7.8A16 16 0 0 0 2.5 12S6 18.5 12 18.5a9 9 0 0 0 4-.9M10 10a3 3 0 0 0 4 4",
	"sun":      "M12 16.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM12 2v2.5M12 19.5V22M2 12h2.5M19.5 12H22M4.9 4.9l1.8 1.8M17.3 17.3l1.8 1.8M4.9 19.1l1.8-1.8M17.3 6.7l1.8-1.8",
	"moon":     "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z",
	"print":    "M7 9V3.5h10V9M7 17.5H4V9h16v8.5h-3M7 14.5h10v6H7z",
	"download": "M12 3.5V15M7 10.5l5 5 5-5M4 20.5h16",
	"search":   "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L20.5 20.5",
	"close":    "M5.5 5.5l13 13M18.5 5.5l-13 13",
	"down":     "M4 8.5l8 8 8-8",
	"next":     "M8.5 4l8 8-8 8",
	"back":     "M15.5 4l-8 8 8 8",
	"sorted":   "M12 4v16M5 13.5l7 7 7-7",
	"info":     "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5.5M12 7.5v.5",
	"warn":     "M12 3.5L21.5 20h-19zM12 10v4.5M12 17v.5",
	"check":    "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8 12.5l2.7 2.7L16 9.5",
	"lock":     "M6 10.5h12V20H6zM8.5 10.5V7.5a3.5 3.5 0 0 1 7 0v3M12 14v2.5",
	"plus":     "M12 5v14M5 12h14",
	"more":     "M5 12h.01M12 12h.01M19 12h.01",
	"people":   "M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 19.5c.5-3.5 3-5.5 6.5-5.5s6 2 6.5 5.5M15.5 4.8a3.5 3.5 0 0 1 0 6.5M18 14.6c2 .7 3.2 2.4 3.5 4.9",
}

// Icon is a line drawing the size of the text's line, unseen by screen
// readers: what it stands for is always said in words beside it. Its names are
// those of the places and of the usual actions; an unknown one draws nothing.
func Icon(name string) app.UI {
	return svg("svg").Attr("viewBox", "0 0 24 24").Attr("width", "20").Attr("height", "20").Aria("hidden", true).Attr("focusable", "false").
		Attr("fill", "none").Attr("stroke", "currentColor").Attr("stroke-width", "1.75").Attr("stroke-linecap", "round").
		Attr("stroke-linejoin", "round").Body(svg("path").Attr("d", icons[name]))
}
