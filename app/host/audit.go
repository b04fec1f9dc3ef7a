package host

// Audit is what the browser tells of the page: what it has asked for, what is
// stored, and whose files it runs. What a browser does not tell is nil.
type Audit struct {
	Build   string `json:"build"` // id
	Network struct {
		Window string `json:"window"` // "shut" where a fetch was tried and refused
		Worker string `json:"worker"`
	} `json:"network"`
	Requests struct { // addresses asked for since
		Window []string `json:"window"`
		Worker []string `json:"worker"`
	} `json:"requests"`
	Violations int `json:"violations"` // what the policy refused since, but for the trials
	Service    *struct {
		Build   string `json:"build"`
		Files   int    `json:"files"`   // that it keeps
		Fetched int    `json:"fetched"` // requests it has made since it was woken
		Refused int    `json:"refused"` // requests it has turned down since
	} `json:"service"` // the service worker
	Controlled bool     `json:"controlled"` // it answers for this page
	Offline    string   `json:"offline"`    // as Offline
	Why        string   `json:"why"`        // not, "" where there is no reason
	Right      int      `json:"right"`      // files that are kept, and hash to what is listed
	Persisted  *bool    `json:"persisted"`  // the browser has promised not to clear what is stored
	Usage      *int64   `json:"usage"`      // bytes stored in all, by the browser's estimate
	Database   *int64   `json:"database"`   // of them the client list and decisions
	Local      []string `json:"local"`      // names of what is in the local storage
	Session    []string `json:"session"`    // and in the tab's own
	Blocked    bool     `json:"blocked"`    // nothing can be stored
	Calls      bool     `json:"calls"`      // calls from browser to browser are possible
	Install    string   `json:"install"`    // "none", "offered", "apple" or "installed"
	Files      []Asset  `json:"files"`      // of the build
}

// Asset is one file of the build.
type Asset struct {
	Name   string `json:"name"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}
