package words

// File says what a file is that is no client list, and how to come to one.
func File(name, kind string) string {
	switch kind {
	case "empty":
		return name + " is empty. Export the list again and look whether it holds rows."
	case "only_header":
		return name + " has headings and no rows below them. Export the list again without a filter."
	case "spreadsheet", "old_excel":
		return name + " is a spreadsheet. Open it in your spreadsheet program, choose Save as or Download, take CSV (comma separated), and open that file here."
	case "pdf":
		return name + " is a PDF: a picture of a list, not the list. Where it was made there is usually an export to CSV or Excel as well."
	case "image":
		return name + " is a picture. Export the list as CSV from the program you took it from."
	case "archive":
		return name + " is a packed folder. Unpack it first, then open the CSV file in it."
	case "web_page":
		return name + " is a web page, though it may be called a spreadsheet. Open it in your spreadsheet program and save it as CSV."
	case "json":
		return name + " holds JSON, not a table. Export the list as CSV."
	case "rich_text":
		return name + " is a text document. Copy its table into a spreadsheet and save that as CSV."
	case "cards":
		return name + " is an address book: it has people, but not what they bring. Export the list from your CRM or custodian as CSV."
	case "too_large":
		return name + " is larger than 2 GB, more than a browser can hold. Export fewer columns or fewer rows."
	case "utf_32":
		return name + " is written in UTF-32, which nothing but a few programs write. Save it as CSV UTF-8."
	}
	return name + " is not a text file. Export the list as CSV, or save it as CSV from your spreadsheet program."
}

// Remark says what became of what was handed in, as host.Remark knows it.
func Remark(what string) string {
	switch what {
	case "first":
		return "One list at a time: the first of the files was taken."
	case "refused":
		return "The browser does not hand out what was copied. Press Ctrl+V instead, or ⌘V on a Mac, anywhere but in a field."
	}
	return "What was copied is no table. Mark the rows in your spreadsheet, headings included, copy them, and paste again."
}
