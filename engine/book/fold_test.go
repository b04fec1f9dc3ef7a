package book

import "testing"

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"López":        "lopez",
		"ZOË Ångström": "zoe angstrom",
		"Žižek":        "zizek",
		"Łukasz":       "lukasz",
		"ÿ":            "y",
		"Ж":            "ж",
		"O'Neil":       "o'neil",
		"李":            "李",
		"ß":            "ß",
	} {
		if got := string(Fold(nil, []byte(in))); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
	if n := len(plain); n != 0x180-0xC0 {
		t.Fatalf("the table of letters has %d entries, want %d", n, 0x180-0xC0)
	}
}
