package change

import (
	"encoding/json"
	"slices"
	"testing"
)

func TestKeysTravel(t *testing.T) {
	for _, c := range []struct {
		keys Keys
		text string
	}{
		{nil, `""`}, {Keys{7}, `"7"`}, {Keys{1, 2, 3}, `"1-3"`}, {Keys{1, 2, 3, 5, 8, 9}, `"1-3,5,8-9"`}, {Keys{4294967294, 4294967295}, `"4294967294-4294967295"`},
	} {
		text, err := json.Marshal(c.keys)
		var back Keys
		if err != nil || string(text) != c.text || json.Unmarshal(text, &back) != nil || !slices.Equal(back, c.keys) {
			t.Errorf("%v is %s, and back %v", c.keys, text, back)
		}
	}
	for _, wrong := range []string{`"0"`, `"2-1"`, `"1-1"`, `"3,2"`, `"2,2"`, `"1,"`, `","`, `"1-"`, `"-1"`, `"a"`, `"1-5,5"`, `"1-4294967295"`, `"4294967296"`, `5`} {
		if err := json.Unmarshal([]byte(wrong), new(Keys)); err == nil {
			t.Errorf("%s is read as keys", wrong)
		}
	}
}
