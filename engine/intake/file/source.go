package file

import (
	"bytes"
	"fmt"
	"io"

	"tierbook/engine/book"
)

// Source is the bytes of a file, read in slices: a bytes.Reader, an os.File
// with its size, or a File of the browser. Its ReadAt is called from a goroutine
// of its own, one call at a time, and may block there; a call may still be under
// way when Read has come back because its context was cancelled.
type Source interface {
	io.ReaderAt
	Size() int64
}

// Kind is what a file is that cannot be read as a client list.
type Kind uint8

const (
	Empty       Kind = iota + 1 // no bytes, or nothing but blanks
	OnlyHeader                  // headings and no row below them
	Spreadsheet                 // .xlsx, .ods, .numbers: a spreadsheet, to be saved as CSV
	OldExcel                    // .xls, and other compound documents
	PDF
	Image
	Archive // zip, gzip, 7z, rar
	WebPage // HTML, also where a CRM calls it .xls
	JSON
	RichText // .rtf, .docx, .odt
	Cards    // vCards: an address book
	Binary   // none of these, and not text
	TooLarge // beyond MaxSize
	UTF32    // an encoding nobody writes CSV in
)

var kindNames = [...]string{"", "empty", "only_header", "spreadsheet", "old_excel", "pdf", "image", "archive",
	"web_page", "json", "rich_text", "cards", "binary", "too_large", "utf_32"}

// String is the code of the kind.
func (k Kind) String() string { return kindNames[k] }

// MarshalText writes the code.
func (k Kind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText reads the code.
func (k *Kind) UnmarshalText(t []byte) error {
	return book.UnmarshalCode(k, kindNames[:], t, "a kind of file")
}

// MaxSize is the largest file that is read, in bytes: offsets of 32 bits reach
// as far in the text of one column, and no browser would hold more.
const MaxSize = 2 << 30

// An Error says that a file is not a client list at all.
type Error struct{ Kind Kind }

// Error says so in plain words, without the remedy, which is the caller's.
func (e *Error) Error() string {
	switch e.Kind {
	case Empty:
		return "the file is empty"
	case OnlyHeader:
		return "the file has headings and no rows below them"
	case TooLarge:
		return fmt.Sprintf("the file is larger than %d MB", MaxSize>>20)
	}
	return "the file is not a CSV but " + map[Kind]string{
		Spreadsheet: "a spreadsheet", OldExcel: "an old Excel workbook", PDF: "a PDF", Image: "a picture",
		Archive: "an archive", WebPage: "a web page", JSON: "JSON", RichText: "a text document", Cards: "an address book",
		Binary: "binary data", UTF32: "UTF-32 text",
	}[e.Kind]
}

// magic numbers, by the kind of file that starts with them.
var magic = []struct {
	start string
	kind  Kind
}{
	{"%PDF-", PDF},
	{"\x89PNG\r\n", Image}, {"\xff\xd8\xff", Image}, {"GIF87a", Image}, {"GIF89a", Image},
	{"II*\x00", Image}, {"MM\x00*", Image}, {"8BPS", Image},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OldExcel}, {"\x09\x08\x10\x00", OldExcel},
	{"\x1f\x8b", Archive}, {"7z\xbc\xaf\x27\x1c", Archive}, {"Rar!\x1a\x07", Archive}, {"BZh9", Archive}, {"\xfd7zXZ\x00", Archive},
	{"{\\rtf", RichText},
	{"\xff\xfe\x00\x00", UTF32}, {"\x00\x00\xfe\xff", UTF32},
}

// kindOf recognises files that are no text, by their first bytes. It returns
// 0 for what may be a CSV.
func kindOf(head []byte) Kind {
	for _, m := range magic {
		if bytes.HasPrefix(head, []byte(m.start)) {
			return m.kind
		}
	}
	if bytes.HasPrefix(head, []byte("RIFF")) && len(head) > 12 && string(head[8:12]) == "WEBP" ||
		len(head) > 12 && string(head[4:8]) == "ftyp" {
		return Image
	}
	if bytes.HasPrefix(head, []byte("PK\x03\x04")) {
		// An office document is an archive whose first entries say so.
		for _, sign := range [...]struct {
			text string
			kind Kind
		}{
			{"word/", RichText}, {"application/vnd.oasis.opendocument.text", RichText}, {"xl/", Spreadsheet}, {"[Content_Types].xml", Spreadsheet},
			{"_rels/", Spreadsheet}, {"mimetypeapplication/vnd.oasis", Spreadsheet}, {".iwa", Spreadsheet},
		} {
			if bytes.Contains(head, []byte(sign.text)) {
				return sign.kind
			}
		}
		return Archive
	}
	text := bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(head[:min(len(head), 1024)], []byte("\xef\xbb\xbf")), " \t\r\n"))
	for _, tag := range []string{"<!doctype", "<html", "<?xml", "<table", "<head", "<meta"} {
		if bytes.HasPrefix(text, []byte(tag)) {
			return WebPage
		}
	}
	if bytes.HasPrefix(text, []byte("begin:vcard")) {
		return Cards
	}
	if bytes.HasPrefix(text, []byte("{\"")) || bytes.HasPrefix(text, []byte("[{\"")) || bytes.HasPrefix(text, []byte("[\n")) && bytes.Contains(text, []byte("{\"")) {
		return JSON
	}
	return 0
}
