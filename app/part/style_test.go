package part

import (
	"fmt"
	"math"
	"os"
	"regexp"
	"strings"
	"testing"
)

const stylePath = "../../web/style.css"

func style(t *testing.T) string {
	t.Helper()
	css, err := os.ReadFile(stylePath)
	if err != nil {
		t.Fatal(err)
	}
	return string(css)
}

// tokens are the variables of the block that begins with head.
func tokens(t *testing.T, css, head string) map[string]string {
	t.Helper()
	_, rest, ok := strings.Cut(css, head)
	if !ok {
		t.Fatalf("no %q in the style sheet", head)
	}
	block, _, _ := strings.Cut(rest, "}")
	found := map[string]string{}
	for _, m := range regexp.MustCompile(`--([\w-]+):\s*(#[0-9a-f]{3,6})\b`).FindAllStringSubmatch(block, -1) {
		found[m[1]] = m[2]
	}
	return found
}

func themes(t *testing.T, css string) map[string]map[string]string {
	return map[string]map[string]string{
		"light": tokens(t, css, ":root{"),
		"dark":  tokens(t, css, ":root[data-theme=dark]{"),
	}
}

func TestDarkIsTheSameByDeviceAndByChoice(t *testing.T) {
	css := style(t)
	byDevice, byChoice := tokens(t, css, ":root:not([data-theme=light]){"), tokens(t, css, ":root[data-theme=dark]{")
	if len(byChoice) < 20 {
		t.Fatalf("only %d tokens found", len(byChoice))
	}
	if fmt.Sprint(byDevice) != fmt.Sprint(byChoice) {
		t.Errorf("the dark themes differ:\n%v\n%v", byDevice, byChoice)
	}
}

// rgb is a colour's channels, 0…1.
func rgb(t *testing.T, hex string) (c [3]float64) {
	t.Helper()
	hex = hex[1:]
	if len(hex) == 3 {
		hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
	}
	var r, g, b int
	if _, err := fmt.Sscanf(hex, "%02x%02x%02x", &r, &g, &b); err != nil {
		t.Fatalf("#%s: %v", hex, err)
	}
	return [3]float64{float64(r) / 255, float64(g) / 255, float64(b) / 255}
}

func linear(v float64) float64 {
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

func luminance(c [3]float64) float64 {
	return 0.2126*linear(c[0]) + 0.7152*linear(c[1]) + 0.0722*linear(c[2])
}

func contrast(a, b [3]float64) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func TestContrast(t *testing.T) {
	for theme, token := range themes(t, style(t)) {
		check := func(least float64, fore string, grounds ...string) {
			for _, ground := range grounds {
				if token[fore] == "" || token[ground] == "" {
					t.Fatalf("%s: no token %s or %s", theme, fore, ground)
				}
				if got := contrast(rgb(t, token[fore]), rgb(t, token[ground])); got < least {
					t.Errorf("%s: %s on %s has %.2f to 1, wants %.1f", theme, fore, ground, got, least)
				}
			}
		}
		check(4.5, "ink", "paper", "card", "sunk", "accent-soft", "loss-soft", "warn-soft", "good-soft")
		check(4.5, "soft", "paper", "card", "sunk", "accent-soft", "loss-soft", "warn-soft", "good-soft")
		check(4.5, "accent", "paper", "card", "sunk", "accent-soft")
		check(4.5, "accent-deep", "accent-soft", "paper", "card")
		check(4.5, "on-accent", "accent", "accent-deep")
		check(4.5, "loss", "paper", "card", "loss-soft", "accent-soft")
		check(4.5, "card", "loss")
		check(4.5, "paper", "ink")
		check(3, "edge", "paper", "card", "sunk")
		check(3, "accent", "veil")
		check(3, "warn", "warn-soft")
		check(3, "good", "good-soft")
		for _, tier := range []string{"t1", "t2", "t3", "t4", "t0"} {
			check(3, tier, "card", "paper")
		}
	}
}

// The matrices of Viénot, Brettel and Mollon for those who lack one kind of cone.
var blindness = map[string][3][3]float64{
	"protanopia":   {{0.11238, 0.88762, 0}, {0.11238, 0.88762, 0}, {0.00401, -0.00401, 1}},
	"deuteranopia": {{0.29275, 0.70725, 0}, {0.29275, 0.70725, 0}, {-0.02234, 0.02234, 1}},
	"tritanopia":   {{1, 0.14461, -0.14461}, {0, 0.85924, 0.14076}, {0, 0.85924, 0.14076}},
	"none":         {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
}

// lab is a colour as CIE L*a*b*, after what an eye makes of it.
func lab(c [3]float64, eye [3][3]float64) (v [3]float64) {
	in := [3]float64{linear(c[0]), linear(c[1]), linear(c[2])}
	var seen [3]float64
	for i := range seen {
		for j := range in {
			seen[i] += eye[i][j] * in[j]
		}
		seen[i] = min(max(seen[i], 0), 1)
	}
	f := func(t float64) float64 {
		if t > 0.008856 {
			return math.Cbrt(t)
		}
		return 7.787*t + 16.0/116
	}
	x := f((0.4124*seen[0] + 0.3576*seen[1] + 0.1805*seen[2]) / 0.9505)
	y := f(0.2126*seen[0] + 0.7152*seen[1] + 0.0722*seen[2])
	z := f((0.0193*seen[0] + 0.1192*seen[1] + 0.9505*seen[2]) / 1.089)
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

// The four hues must be told apart by every eye, and read as an order by most:
// the first three go from strong to faint.
func TestTiersAreToldApart(t *testing.T) {
	for theme, token := range themes(t, style(t)) {
		ground := luminance(rgb(t, token["card"]))
		last := math.Inf(1)
		for _, tier := range []string{"t1", "t2", "t3"} {
			away := math.Abs(luminance(rgb(t, token[tier])) - ground)
			if away >= last {
				t.Errorf("%s: %s stands out more than the tier above it", theme, tier)
			}
			last = away
		}
		for name, eye := range blindness {
			for i := 1; i <= 4; i++ {
				for j := i + 1; j <= 4; j++ {
					a, b := lab(rgb(t, token[fmt.Sprint("t", i)]), eye), lab(rgb(t, token[fmt.Sprint("t", j)]), eye)
					if d := math.Hypot(math.Hypot(a[0]-b[0], a[1]-b[1]), a[2]-b[2]); d < 15 {
						t.Errorf("%s, %s: tiers %d and %d are only %.1f apart", theme, name, i, j, d)
					}
				}
			}
		}
	}
}

func TestStyleAsksForNothing(t *testing.T) {
	css := style(t)
	for _, word := range []string{"url(", "@import", "http"} {
		if strings.Contains(css, word) {
			t.Errorf("the style sheet has %q", word)
		}
	}
	if open, shut := strings.Count(css, "{"), strings.Count(css, "}"); open != shut {
		t.Errorf("%d braces opened, %d closed", open, shut)
	}
}

// Every class that a part draws means something.
func TestClassesExist(t *testing.T) {
	css := style(t)
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, file := range files {
		if !strings.HasSuffix(file.Name(), ".go") || strings.HasSuffix(file.Name(), "_test.go") {
			continue
		}
		code, err := os.ReadFile(file.Name())
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`Class\((?:classes\()?"([^"]+)"`).FindAllStringSubmatch(string(code), -1) {
			for _, class := range strings.Fields(m[1]) {
				seen++
				if !regexp.MustCompile(`\.` + regexp.QuoteMeta(class) + `\b`).MatchString(css) {
					t.Errorf("%s draws class %q, which the style sheet doesn't know", file.Name(), class)
				}
			}
		}
	}
	if seen < 20 {
		t.Errorf("only %d classes found", seen)
	}
}
